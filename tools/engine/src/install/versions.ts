/** The Rust build of the embedded engine: a crate of crates.io, and the command that it installs. */
export const RUST = { crate: 'secantus-mdb', version: '0.5.3-beta.193', command: 'secantusd-rs' } as const;

/** The Python build: its wheel and everything it needs are pinned in `requirements.txt`. */
export const PYTHON = { version: '0.7.0b3' } as const;
