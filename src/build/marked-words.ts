/**
 * Insults, slurs and vulgar words that WordNet lists without a mark, with their letters turned by thirteen places: who works
 * on this should not have to read them.
 */
export const markedWords: readonly string[] = turned(`
  nefr nefrubyr nff onyybpx onyybpxf onfgneqyl ovgpu ovgpuvarff ovgpul obyyvk obyybpx obyybpxf obax obbo obbof
  ohttre ohttrel ohyyfuvg ohyyfuvggre ohyyfuvggvat ohatubyr puvax puvaxl pyvg pbpx pbpxfhpxre pbba penc penccre
  penccl pevccyr phz phag qntb qnexrl qnexvr qnexl qvpxurnq qbat qbhpur rss snaal sneg snegvat sngfb sybbmvr
  sybbml sevt sevttvat shpx shpxrq shpxre shpxurnq shpxvat shpxhc tvc tbqqnz tbqqnza tbqqnzarq tbbx tevatb tlc
  uneybg ubzb ubbxre ubefrfuvg uhzc uhffl vawha wnc wrjrff wvtnobb wvfz wvffbz xvxr xabpxref yrfob yrmmvr zvatr
  zbgureshpxre zhynggb arterff arteb avttn avttre avten bpgbebba cnxv cvff cvffrq cvffre cvffvat cbz cbzzl cbbsgre
  cevpx chff chffl dhnqebba ergneq fpuybat fpuzhpx funt fuvg fuvgurnq fuvgyrff fuvggre fuvggvat fuvggl fuybat
  fuzhpx fulfgre fvffl fxnax fynt fynggrea fyhg fyhggvfu fbq fbqqvat fbqbzvgr fcnfgvp fcnm fcvp fdhnj fgehzcrg gvg
  gvgf gvggl gbffre genaal gebyybc gheq gjng jnax jnaxre juber juberqbz jubevfu jbt jbc lvq
`)
  .trim()
  .split(/\s+/);

/** Each letter moved on by thirteen places, there and back (ROT13). */
function turned(text: string): string {
  return text.replace(/[a-z]/g, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 97 + 13) % 26) + 97));
}
