/** What the door uses of fluent-ffmpeg 2.1.3, which has no types. */
declare module 'fluent-ffmpeg' {
  interface FfmpegCommand {
    input(path: string): FfmpegCommand;
    inputOptions(...options: readonly string[]): FfmpegCommand;
    output(path: string): FfmpegCommand;
    outputOptions(...options: readonly string[]): FfmpegCommand;
    complexFilter(graph: string): FfmpegCommand;
    on(event: 'stderr', listener: (line: string) => void): FfmpegCommand;
    on(event: 'end', listener: () => void): FfmpegCommand;
    on(event: 'error', listener: (error: Error) => void): FfmpegCommand;
    run(): void;
    kill(signal: string): FfmpegCommand;
    _getFfmpegPath(done: (error: Error | null, path: string) => void): void;
    _checkCapabilities(done: (error?: Error | null) => void): void;
    availableEncoders(done: (error: Error | null, encoders: object) => void): void;
  }
  export default function ffmpeg(options: { readonly stdoutLines: number }): FfmpegCommand;
}
