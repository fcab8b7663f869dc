/** Readable by day and by night, on paper too; nothing is loaded from elsewhere. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1f2328; --soft: #656d76; --line: #d8dee4; --back: #fff;
  --own: #2f6fd6; --other: #b4bcc8; --met: #1a7f37; --missed: #c9510c; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --soft: #8d96a0; --line: #30363d; --back: #0d1117;
  --own: #5b9bff; --other: #4a5260; --met: #3fb950; --missed: #f0883e; } }
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; background: var(--back); color: var(--text);
  font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin: 2.5rem 0 .2rem; } h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
p { margin: .3rem 0; } .soft { color: var(--soft); } code { font-size: .92em; }
.warning { border-left: 3px solid var(--missed); padding-left: .8rem; }
table { border-collapse: collapse; width: 100%; } td, th { border-bottom: 1px solid var(--line); padding: .3rem .5rem;
  text-align: left; vertical-align: middle; font-variant-numeric: tabular-nums; } th { color: var(--soft); font-weight: 500; }
td.met { color: var(--met); } td.missed, .error { color: var(--missed); }
svg { display: block; max-width: 100%; } svg text { fill: var(--text); font-size: 12px; } svg .number { fill: var(--soft); }
.own { fill: var(--own); } .other { fill: var(--other); } .whisker { stroke: var(--text); fill: none; opacity: .6; }
.axis, .goal { stroke: var(--line); stroke-width: 1.5; } .goal { stroke: var(--soft); }
.range { stroke-width: 3; stroke-linecap: round; opacity: .45; }
.met .range { stroke: var(--met); } .met circle { fill: var(--met); }
.missed .range { stroke: var(--missed); } .missed circle { fill: var(--missed); }
figure { margin: .2rem 0 .8rem; } figcaption { color: var(--soft); font-size: .9em; }
`;
