/** The package has no types. Only its side effect is used: it registers the class of an audio worklet. */
declare module 'signalsmith-stretch';
