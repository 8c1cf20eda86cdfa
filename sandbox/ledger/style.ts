/** The page's own style sheet: light and dark by the system's choice, readable without a mouse, no outside fonts. */
export const styleSheet = `
:root { color-scheme: light dark; --ground: #f6f7f9; --sheet: #fff; --text: #1c2430; --quiet: #5b6675; --line: #dde2e8; --accent: #0b6a75; --accent-text: #fff; --bad: #a4262c; --good: #1b6e3c; --mark: #fff6d6; }
@media (prefers-color-scheme: dark) { :root { --ground: #14181d; --sheet: #1d232b; --text: #e6ebf1; --quiet: #9aa7b6; --line: #343d48; --accent: #5cc2ce; --accent-text: #08191c; --bad: #ff9a9a; --good: #7fd6a0; --mark: #3a3416; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, "Segoe UI", sans-serif; }
header, main { max-width: 1120px; margin: 0 auto; padding: 0 20px; }
header { padding-top: 28px; }
h1 { font-size: 1.6rem; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 0 0 12px; }
.quiet { color: var(--quiet); }
nav { display: flex; flex-wrap: wrap; gap: 8px; margin: 16px 0 24px; }
nav a { padding: 6px 14px; border: 1px solid var(--line); border-radius: 999px; background: var(--sheet); color: inherit; text-decoration: none; overflow-wrap: anywhere; }
nav a[aria-current] { background: var(--accent); border-color: var(--accent); color: var(--accent-text); }
section { background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; padding: 18px 20px; margin-bottom: 20px; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
th { text-align: left; font-weight: 600; color: var(--quiet); font-size: .85rem; }
th, td { padding: 7px 10px 7px 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; min-width: 4.5rem; }
tr:last-child > td { border-bottom: 0; }
th { white-space: nowrap; }
td.code { white-space: nowrap; }
td.text { min-width: 13rem; }
td.figure, th.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
article { border-bottom: 1px solid var(--line); padding: 10px 0; scroll-margin-top: 12px; }
article:last-child { border-bottom: 0; }
article.chosen, article:target { background: var(--mark); outline: 8px solid var(--mark); border-radius: 2px; margin: 9px 0; }
summary { cursor: pointer; display: flex; flex-wrap: wrap; gap: 4px 18px; align-items: baseline; }
summary > * { min-width: 0; overflow-wrap: anywhere; }
summary .number { font-weight: 600; }
summary .total { margin-left: auto; font-variant-numeric: tabular-nums; font-weight: 600; }
.badge { border: 1px solid currentColor; border-radius: 999px; padding: 0 9px; font-size: .82rem; white-space: nowrap; }
.badge.Paid { color: var(--good); } .badge.Canceled, .badge.Blocked { color: var(--bad); }
details > div { padding: 10px 0 4px; overflow-x: auto; }
details table { min-width: 600px; margin-bottom: 12px; }
summary::before { content: '▸'; color: var(--quiet); } details[open] > summary::before { content: '▾'; }
summary::-webkit-details-marker { display: none; }
article form { margin-bottom: 0; }
form { display: inline-flex; gap: 6px; align-items: center; margin: 0 8px 6px 0; }
button, input { font: inherit; border-radius: 6px; border: 1px solid var(--line); padding: 4px 12px; background: var(--sheet); color: inherit; }
button { cursor: pointer; border-color: var(--accent); color: var(--accent); }
button.strong { background: var(--accent); color: var(--accent-text); }
button.danger { border-color: var(--bad); color: var(--bad); }
input { width: 7.5rem; text-align: right; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.said { border-left: 4px solid var(--bad); padding: 8px 14px; background: var(--sheet); overflow-wrap: anywhere; }
.skip { position: absolute; left: -999px; } .skip:focus { left: 12px; top: 8px; background: var(--sheet); padding: 6px 12px; }
`;
