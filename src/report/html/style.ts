/** The style of the page: colours that hold their contrast in light and dark, tables that become cards on a phone. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#1c2128;--soft:#57606a;--paper:#fff;--card:#f6f8fa;--line:#d0d7de;--link:#0550ae;
--pass:#1a6e31;--warn:#7d5200;--fail:#b3141b;--inconclusive:#6639ba;--skipped:#57606a}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9aa5b1;--paper:#0f1318;--card:#171c23;--line:#323a45;--link:#79b8ff;
--pass:#4cc26a;--warn:#e0a32e;--fail:#ff7b72;--inconclusive:#bc9cff;--skipped:#9aa5b1}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
header,main{max-width:76rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.25rem}
main{padding-bottom:3rem}
.name{margin:0;color:var(--soft);font-size:.9rem}
h1{font-size:1.5rem;line-height:1.3;margin:.25rem 0 .75rem;overflow-wrap:anywhere}
h2{font-size:1.15rem;margin:1.75rem 0 .5rem}
p,ul{margin:.5rem 0}
ul{padding-left:1.25rem}
li{margin:.3rem 0;overflow-wrap:anywhere}
a{color:var(--link)}
code{font:.875em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--card);border:1px solid var(--line);border-radius:4px;padding:0 .25em;white-space:pre-wrap;overflow-wrap:anywhere}
pre{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.75rem;overflow:auto}
pre code{border:0;padding:0;background:none;white-space:pre}
.scroll{overflow-x:auto;margin:.5rem 0}
table{border-collapse:collapse;font-size:.9rem;min-width:min(100%,34rem)}
th,td{padding:.35rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th{color:var(--soft);font-weight:600;white-space:nowrap}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td code{overflow-wrap:break-word}
td:first-child{white-space:nowrap}
details{border:1px solid var(--line);border-radius:6px;margin:.6rem 0;padding:0 .9rem}
details[open]{padding-bottom:.6rem}
summary{cursor:pointer;font-weight:600;padding:.55rem 0}
details details{background:var(--card)}
.verdict{font-weight:700;white-space:nowrap}
.pass{color:var(--pass)}.warn{color:var(--warn)}.fail,.error{color:var(--fail)}.inconclusive{color:var(--inconclusive)}.skipped{color:var(--skipped)}
.spoken{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
figure{margin:.75rem 0;max-width:44rem}
figcaption{font-weight:600;font-size:.9rem}
svg{width:100%;height:auto;font:12px system-ui,sans-serif}
svg text{fill:var(--ink)}
svg .grid{stroke:var(--line)}
svg .bar{stroke:currentColor;stroke-width:2}
svg .dot{fill:currentColor}
svg .before{fill:var(--soft);opacity:.55}
svg .now{fill:currentColor}
.figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,17rem),1fr));gap:0 1.25rem}
.figures .pass,.figures .skipped{color:var(--link)}
a:focus-visible,summary:focus-visible,.scroll:focus-visible,pre:focus-visible{outline:2px solid var(--link);outline-offset:2px}
@media (max-width:40rem){
.scroll{overflow:visible}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table,tbody,tr,td{display:block}
tr{border:1px solid var(--line);border-radius:6px;padding:.35rem .6rem;margin:.5rem 0}
td,td.n,td:first-child{border:0;padding:.12rem 0 .12rem 7rem;position:relative;text-align:left;white-space:normal;overflow-wrap:anywhere;min-height:1.5rem}
td code{overflow-wrap:anywhere}
td::before{content:attr(data-column);position:absolute;left:0;width:6.5rem;color:var(--soft)}
}
@media print{details{border:0}.scroll{overflow:visible}}
`;
