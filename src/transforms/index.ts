import type { AudioTransform } from '../core/audio';
import type { EmbeddingTransform } from '../core/embedding';
import type { ImageTransform } from '../core/image';
import type { TextTransform } from '../core/text';
import type { Catalogue, TransformBase } from '../core/transform';
import type { VideoTransform } from '../core/video';
import { background as audioBackground } from './audio/background';
import { bitCrush as audioBitCrush } from './audio/bit-crush';
import { clip as audioClip } from './audio/clip';
import { compress as audioCompress } from './audio/compress';
import { filter as audioFilter } from './audio/filter';
import { gain as audioGain } from './audio/gain';
import { mask as audioMask } from './audio/mask';
import { mixup as audioMixup } from './audio/mixup';
import { noise as audioNoise } from './audio/noise';
import { pitch as audioPitch } from './audio/pitch';
import { polarity as audioPolarity } from './audio/polarity';
import { reverb as audioReverb } from './audio/reverb';
import { reverse as audioReverse } from './audio/reverse';
import { shift as audioShift } from './audio/shift';
import { speed as audioSpeed } from './audio/speed';
import { dropout as embeddingDropout } from './embedding/dropout';
import { mixup as embeddingMixup } from './embedding/mixup';
import { noise as embeddingNoise } from './embedding/noise';
import { affine } from './image/affine';
import { augMix } from './image/aug-mix';
import { autoAugment } from './image/auto-augment';
import { blur } from './image/blur';
import { brightness } from './image/brightness';
import { channelDropout } from './image/channel-dropout';
import { channelShuffle } from './image/channel-shuffle';
import { clahe } from './image/clahe';
import { colorShift } from './image/color-shift';
import { colorTemperature } from './image/color-temperature';
import { compress } from './image/compress';
import { contrast } from './image/contrast';
import { copyPaste } from './image/copy-paste';
import { crop } from './image/crop';
import { cutmix } from './image/cutmix';
import { defocus } from './image/defocus';
import { downscale } from './image/downscale';
import { elastic } from './image/elastic';
import { equalize } from './image/equalize';
import { erase } from './image/erase';
import { flip } from './image/flip';
import { fog } from './image/fog';
import { fourierDomainAdapt } from './image/fourier-domain-adapt';
import { gamma } from './image/gamma';
import { glassBlur } from './image/glass-blur';
import { grayscale } from './image/grayscale';
import { gridDistortion } from './image/grid-distortion';
import { gridErase } from './image/grid-erase';
import { histogramMatch } from './image/histogram-match';
import { hue } from './image/hue';
import { invert } from './image/invert';
import { isoNoise } from './image/iso-noise';
import { lensDirt } from './image/lens-dirt';
import { medianBlur } from './image/median-blur';
import { mixup } from './image/mixup';
import { mosaic } from './image/mosaic';
import { motionBlur } from './image/motion-blur';
import { multiplicativeNoise } from './image/multiplicative-noise';
import { noise } from './image/noise';
import { opticalDistortion } from './image/optical-distortion';
import { pad } from './image/pad';
import { perspective } from './image/perspective';
import { pixelate } from './image/pixelate';
import { posterize } from './image/posterize';
import { rain } from './image/rain';
import { randAugment } from './image/rand-augment';
import { resize } from './image/resize';
import { rgbToGrayWeighted } from './image/rgb-to-gray-weighted';
import { rotate } from './image/rotate';
import { safeCrop } from './image/safe-crop';
import { saltPepper } from './image/salt-pepper';
import { saturation } from './image/saturation';
import { shadow } from './image/shadow';
import { sharpen } from './image/sharpen';
import { shotNoise } from './image/shot-noise';
import { snow } from './image/snow';
import { solarize } from './image/solarize';
import { sunFlare } from './image/sun-flare';
import { tile } from './image/tile';
import { transpose } from './image/transpose';
import { trivialAugment } from './image/trivial-augment';
import { vignette } from './image/vignette';
import { backTranslate } from './text/back-translate';
import { casing } from './text/casing';
import { deleteWords } from './text/delete';
import { hypernym } from './text/hypernym';
import { insert } from './text/insert';
import { maskedModel } from './text/masked-model';
import { neighbor } from './text/neighbor';
import { paraphrase } from './text/paraphrase';
import { swap } from './text/swap';
import { synonym } from './text/synonym';
import { typo } from './text/typo';
import { blur as videoBlur } from './video/blur';
import { color as videoColor } from './video/color';
import { compress as videoCompress } from './video/compress';
import { crop as videoCrop } from './video/crop';
import { erase as videoErase } from './video/erase';
import { flip as videoFlip } from './video/flip';
import { frameDrop as videoFrameDrop } from './video/frame-drop';
import { noise as videoNoise } from './video/noise';
import { reverse as videoReverse } from './video/reverse';
import { rotate as videoRotate } from './video/rotate';
import { shift as videoShift } from './video/shift';
import { speed as videoSpeed } from './video/speed';

const image: readonly ImageTransform[] = [
  flip,
  rotate,
  crop,
  safeCrop,
  tile,
  affine,
  perspective,
  elastic,
  gridDistortion,
  opticalDistortion,
  transpose,
  resize,
  pad,
  colorShift,
  brightness,
  contrast,
  gamma,
  hue,
  saturation,
  colorTemperature,
  grayscale,
  rgbToGrayWeighted,
  invert,
  posterize,
  solarize,
  equalize,
  clahe,
  channelShuffle,
  channelDropout,
  histogramMatch,
  fourierDomainAdapt,
  blur,
  motionBlur,
  defocus,
  medianBlur,
  glassBlur,
  sharpen,
  noise,
  isoNoise,
  shotNoise,
  multiplicativeNoise,
  saltPepper,
  downscale,
  pixelate,
  compress,
  shadow,
  sunFlare,
  vignette,
  fog,
  rain,
  snow,
  lensDirt,
  erase,
  gridErase,
  mixup,
  cutmix,
  mosaic,
  copyPaste,
  randAugment,
  trivialAugment,
  autoAugment,
  augMix,
];

const text: readonly TextTransform[] = [
  synonym,
  hypernym,
  neighbor,
  maskedModel,
  backTranslate,
  paraphrase,
  swap,
  deleteWords,
  insert,
  typo,
  casing,
];
const audio: readonly AudioTransform[] = [
  audioNoise,
  audioShift,
  audioSpeed,
  audioPitch,
  audioGain,
  audioBackground,
  audioReverb,
  audioFilter,
  audioMask,
  audioClip,
  audioBitCrush,
  audioPolarity,
  audioReverse,
  audioCompress,
  audioMixup,
];

const video: readonly VideoTransform[] = [
  videoNoise,
  videoShift,
  videoSpeed,
  videoColor,
  videoFlip,
  videoRotate,
  videoCrop,
  videoErase,
  videoBlur,
  videoCompress,
  videoFrameDrop,
  videoReverse,
];

const embedding: readonly EmbeddingTransform[] = [embeddingNoise, embeddingMixup, embeddingDropout];

const byId = <T extends TransformBase>(transforms: readonly T[]): Catalogue<T> =>
  new Map(transforms.map((t) => [t.id, t]));

/** The transforms of pictures, with what compiling them needs. */
export const imageCatalogue: Catalogue<ImageTransform> = byId(image);

/** The transforms of texts, with what drawing them needs. */
export const textCatalogue: Catalogue<TextTransform> = byId(text);

/** The transforms of sound, with what compiling them needs. */
export const audioCatalogue: Catalogue<AudioTransform> = byId(audio);

/** The transforms of video, with what compiling them needs. */
export const videoCatalogue: Catalogue<VideoTransform> = byId(video);

/** The transforms of rows of numbers, with what applying them needs. */
export const embeddingCatalogue: Catalogue<EmbeddingTransform> = byId(embedding);

/** Every transform by its id, in the order in which lists show them. A new one takes its file and a line above. */
export const catalogue: Catalogue = byId<TransformBase>([...image, ...text, ...audio, ...video, ...embedding]);
