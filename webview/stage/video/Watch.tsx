import { useEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from '../../parts/IconButton';
import { useScrub } from '../scrub';
import { Events } from '../sound/Events';
import { eventWords } from '../sound/times';
import type { BodyProps } from '../TileBody';
import { FrameLabels, Said, StripLabels } from './FrameLabels';
import type { ShownReel, ShownVideo } from './video-tile';

/** Before beside after, played together, above their strips on one clock: speed shows as length. Silent until asked. */
export function Watch({ shown, name, drawn }: BodyProps<ShownVideo>) {
  const { before, after } = shown;
  const [playing, setPlaying] = useState(false);
  const [loud, setLoud] = useState(false);
  const [now, setNow] = useState(0);
  const reels = [useRef<HTMLVideoElement>(null), useRef<HTMLVideoElement>(null)] as const;
  const clock = Math.max(before.seconds, after.seconds, 0.001);

  const at = (seconds: number) => {
    for (const [i, { seconds: length }] of [before, after].entries()) {
      const video = reels[i]!.current;
      if (video) video.currentTime = Math.min(seconds, length);
    }
    setNow(seconds);
  };
  const figure = useRef<HTMLElement>(null);
  useScrub(figure, (share) => {
    const from = Math.max(...reels.map(({ current }) => current?.currentTime ?? 0));
    at(Math.max(0, Math.min(clock, from + share * clock)));
  });
  // Another clip takes the place of the one that was shown at this time.
  useEffect(() => at(Math.min(now, clock)), [before.url, after.url]);
  useEffect(() => {
    const both = reels.flatMap(({ current }) => current ?? []);
    if (!playing) {
      for (const video of both) video.pause();
      return;
    }
    for (const video of both) void video.play().catch(() => setPlaying(false));
    let frame = requestAnimationFrame(function follow() {
      const times = both.map((video) => video.currentTime);
      if (both.every((video) => video.ended)) {
        setPlaying(false);
        setNow(0);
        return;
      }
      setNow(Math.max(...times));
      frame = requestAnimationFrame(follow);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing, before.url, after.url]);

  const toggle = () => {
    if (!playing && now === 0) at(0);
    setPlaying(!playing);
  };
  const both = [
    [before, 'Before', `${name}, before: ${lasting(before)}${named(before)}`],
    [after, 'After', `${name} after: ${drawn}, ${lasting(after)}${named(after)}`],
  ] as const;
  return (
    <figure class="watch" ref={figure}>
      <div class="watch__reels">
        {both.map(([reel, side, words], i) => (
          <div key={side} class="watch__reel">
            <video
              ref={reels[i]!}
              class="watch__video"
              src={reel.url}
              muted={!(loud && side === 'After')}
              playsInline
              preload="auto"
              aria-label={words}
            />
            <FrameLabels reel={reel} now={now} />
            <Said reel={reel} now={now} />
            <span class="sound__name" data-words={side} />
          </div>
        ))}
      </div>
      {both.map(([reel, side]) => (
        <Strip key={side} reel={reel} clock={clock} now={now} onSeek={at} />
      ))}
      <div class="sound__bar">
        <IconButton
          icon={playing ? 'debug-pause' : 'play'}
          class="tile__play"
          label={`${playing ? 'Pause' : 'Play'} ${name}, before and after`}
          tabIndex={-1}
          onClick={toggle}
        />
        {after.hasSound && (
          <IconButton
            icon={loud ? 'unmute' : 'mute'}
            label={loud ? 'Sound of after is on: mute it' : 'Hear the sound of after'}
            tabIndex={-1}
            onClick={() => setLoud(!loud)}
          />
        )}{' '}
        <span class="sound__time">
          {playing || now > 0 ? `${now.toFixed(2)} / ${clock.toFixed(2)} s` : lengths(shown)}
        </span>
      </div>
    </figure>
  );
}

const named = ({ times }: ShownReel): string => (times.events.length > 0 ? `, ${eventWords(times.events)}` : '');
const lasting = ({ seconds }: ShownReel): string => `${seconds.toFixed(2)} s`;
const lengths = ({ before, after }: ShownVideo): string =>
  lasting(before) === lasting(after) ? lasting(after) : `${before.seconds.toFixed(2)} → ${lasting(after)}`;

interface StripProps {
  readonly reel: ShownReel;
  readonly clock: number;
  readonly now: number;
  onSeek(seconds: number): void;
}

/** Frames side by side; where one points is the moment that both clips show. */
function Strip({ reel, clock, now, onSeek }: StripProps) {
  const seek = (event: PointerEvent) => {
    const { left, width } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    onSeek(Math.max(0, Math.min(1, (event.clientX - left) / width)) * clock);
  };
  return (
    <div
      class="watch__strip"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        seek(event);
      }}
      onPointerMove={(event) => {
        if (event.buttons & 1) seek(event);
      }}
    >
      <div class="watch__whole" style={{ inlineSize: `${(100 * reel.seconds) / clock}%` }}>
        <img class="watch__frames" src={reel.strip.url} alt="" draggable={false} />
        <StripLabels reel={reel} />
      </div>
      <Events events={reel.times.events} clock={clock} quiet />
      <span class="sound__head" style={{ left: `${(100 * now) / clock}%` }} />
    </div>
  );
}
