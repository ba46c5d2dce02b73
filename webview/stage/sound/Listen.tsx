import { useEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from '../../parts/IconButton';
import { useScrub } from '../scrub';
import type { BodyProps } from '../TileBody';
import { Events } from './Events';
import type { ShownClip, ShownSound } from './sound-tile';
import { eventWords } from './times';

type Side = 'before' | 'after';

/** Before above after on one clock; what plays is coloured, and a change of side keeps the position. */
export function Listen({ shown, name, drawn }: BodyProps<ShownSound>) {
  const { before, after } = shown;
  const [side, setSide] = useState<Side>('after');
  const [playing, setPlaying] = useState(false);
  const [now, setNow] = useState(0);
  const player = useRef<HTMLAudioElement>(null);
  const clock = Math.max(before.seconds, after.seconds, 0.001);
  const heard = side === 'before' ? before : after;

  // Another clip in the player begins where the last one was.
  useEffect(() => {
    const audio = player.current;
    if (!audio) return;
    audio.src = heard.url;
    audio.currentTime = Math.min(now, heard.seconds);
    if (playing) void audio.play().catch(() => setPlaying(false));
  }, [heard.url]);
  useEffect(() => {
    if (!playing) return;
    let frame = requestAnimationFrame(function follow() {
      setNow(player.current?.currentTime ?? 0);
      frame = requestAnimationFrame(follow);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing]);

  const toggle = () => {
    const audio = player.current!;
    if (playing) audio.pause();
    else {
      if (now >= heard.seconds) audio.currentTime = 0;
      void audio.play().catch(() => setPlaying(false));
    }
  };
  const seek = (to: number) => {
    setNow(to);
    if (player.current) player.current.currentTime = Math.min(to, heard.seconds);
  };
  const figure = useRef<HTMLElement>(null);
  useScrub(figure, (share) => seek(Math.max(0, Math.min(clock, player.current!.currentTime + share * clock))));
  const half = (clip: ShownClip, which: Side, words: string) => (
    <Half
      clip={clip}
      clock={clock}
      words={words}
      name={which === 'before' ? 'Before' : 'After'}
      heard={(playing || now > 0) && side === which}
      now={playing || now > 0 ? now : undefined}
      onSeek={seek}
    />
  );
  return (
    <figure class="sound" ref={figure}>
      {half(before, 'before', `${name}, before: ${lasting(before)}${named(before)}`)}
      {half(after, 'after', `${name} after: ${drawn}, ${lasting(after)}${named(after)}`)}
      <div class="sound__bar">
        <IconButton
          icon={playing ? 'debug-pause' : 'play'}
          class="tile__play"
          label={`${playing ? 'Pause' : 'Play'} ${name}, ${side}`}
          tabIndex={-1}
          onClick={toggle}
        />
        {/* biome-ignore lint/a11y/useSemanticElements: two buttons of one tile are no fieldset */}
        <span class="sound__sides" role="group" aria-label="What is heard">
          {(['before', 'after'] as const).map((which) => (
            <button
              key={which}
              type="button"
              class="sound__side"
              tabIndex={-1}
              aria-pressed={side === which}
              onClick={() => setSide(which)}
            >
              {which === 'before' ? 'Before ' : 'After '}
            </button>
          ))}
        </span>{' '}
        <span class="sound__time">
          {playing || now > 0 ? `${now.toFixed(2)} / ${clock.toFixed(2)} s` : lengths(shown)}
        </span>
      </div>
      {/* biome-ignore lint/a11y/useMediaCaption: sounds of a dataset have no captions */}
      <audio ref={player} onPlay={() => setPlaying(true)} onPause={() => setPlaying(false)} onEnded={() => setNow(0)} />
    </figure>
  );
}

const named = ({ events }: ShownClip): string => (events.length > 0 ? `, ${eventWords(events)}` : '');
const lasting = ({ seconds }: ShownClip): string => `${seconds.toFixed(2)} s`;
const lengths = ({ before, after }: ShownSound): string =>
  lasting(before) === lasting(after) ? lasting(after) : `${before.seconds.toFixed(2)} → ${lasting(after)}`;

interface HalfProps {
  readonly clip: ShownClip;
  readonly clock: number;
  readonly words: string;
  readonly name: string;
  readonly heard: boolean;
  /** Seconds, while one listens. */
  readonly now?: number;
  onSeek(seconds: number): void;
}

function Half({ clip, clock, words, name, heard, now, onSeek }: HalfProps) {
  const percent = (seconds: number) => `${(100 * seconds) / clock}%`;
  return (
    <div
      class={heard ? 'sound__half is-heard' : 'sound__half'}
      onPointerDown={(event) => {
        const { left, width } = event.currentTarget.getBoundingClientRect();
        onSeek(Math.max(0, Math.min(1, (event.clientX - left) / width)) * clock);
      }}
    >
      <div
        class="sound__picture"
        role="img"
        aria-label={words}
        style={{ inlineSize: percent(clip.seconds), maskImage: clip.mask }}
      />
      <Events events={clip.events} clock={clock} />
      <span class="sound__name" data-words={name} />
      {now !== undefined && <span class="sound__head" style={{ left: percent(now) }} />}
    </div>
  );
}
