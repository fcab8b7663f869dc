# Sourced by findings about SecantusDB: its wheel in an environment of its own, started on a port that is free.
start_secantusdb() {
  python3 -m venv venv
  venv/bin/pip install --quiet --disable-pip-version-check SecantusDB==0.7.0b3 pymongo==4.20.0 >&2
  local port
  port=$(node -e "const s = require('net').createServer().listen(0, () => { console.log(s.address().port); s.close(); })")
  venv/bin/python -c 'from secantus.cli import main; raise SystemExit(main())' \
    --host 127.0.0.1 --port "$port" --storage-path data --cache-size 64M --log-level ERROR >server.log 2>&1 &
  STARTED+=($!)
  export URI="mongodb://127.0.0.1:$port/?directConnection=true"
}
