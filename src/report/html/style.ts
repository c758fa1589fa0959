/** The style of the page: colours that hold their contrast in light and dark, tables that become cards on a phone. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#1c2128;--soft:#57606a;--paper:#fff;--card:#f6f8fa;--line:#d0d7de;--link:#0550ae;
--pass:#1a6e31;--warn:#7d5200;--fail:#b3141b;--inconclusive:#6639ba;--skipped:#57606a;--candidate:#0b5cad;--baseline:#a34a00;--shade:11 92 173}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9aa5b1;--paper:#0f1318;--card:#171c23;--line:#323a45;--link:#79b8ff;
--pass:#4cc26a;--warn:#e0a32e;--fail:#ff7b72;--inconclusive:#bc9cff;--skipped:#9aa5b1;--candidate:#79b8ff;--baseline:#f0a35e;--shade:121 184 255}}
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
.scroll{overflow-x:auto;margin:.5rem 0;position:relative}
table{border-collapse:collapse;font-size:.9rem;min-width:min(100%,34rem)}
th,td{padding:.35rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th{color:var(--soft);font-weight:600;white-space:nowrap}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td code{overflow-wrap:break-word}
td:first-child{white-space:nowrap}
details{border:1px solid var(--line);border-radius:6px;margin:.6rem 0;padding:0 .9rem}
details[open]{padding-bottom:.6rem}
summary{position:relative;cursor:pointer;font-weight:600;padding:.55rem 0}
details details{background:var(--card);--ground:var(--card)}
.verdict{position:relative;font-weight:700;white-space:nowrap}
.pass{color:var(--pass)}.warn{color:var(--warn)}.fail,.error{color:var(--fail)}.inconclusive{color:var(--inconclusive)}.skipped{color:var(--skipped)}
.spoken{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.candidate{color:var(--candidate)}.baseline{color:var(--baseline)}
.figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,19rem),1fr));gap:1.25rem 1.75rem;align-items:start;margin:.75rem 0}
figure{margin:0;max-width:23rem;min-width:0}
figcaption{font-size:.9rem;line-height:1.35;margin-bottom:.4rem}
figcaption strong{display:block;overflow-wrap:anywhere}
@supports (grid-template-rows:subgrid){.figures{row-gap:0}.figures figure{display:grid;grid-template-columns:minmax(0,1fr);grid-template-rows:subgrid;grid-row:span 3;align-content:start;margin-bottom:1rem}}
.note{display:block;color:var(--soft);font-size:.8rem}
svg{display:block;width:100%;height:auto;font:12px system-ui,sans-serif;font-variant-numeric:tabular-nums}
svg text{fill:var(--ink)}
svg text.soft,svg text.tick{fill:var(--soft);font-size:11px}
svg text.strong{font-weight:600}
svg text.pass,svg text.warn,svg text.fail,svg text.error,svg text.inconclusive,svg text.skipped{fill:currentColor;font-weight:600}
svg text.halo{paint-order:stroke;stroke:var(--ground,var(--paper));stroke-width:3px;stroke-linejoin:round}
svg .grid{stroke:var(--line);stroke-width:1}
svg .reference{stroke:var(--soft);stroke-width:1;stroke-dasharray:2 3}
svg .curve{fill:none;stroke:currentColor;stroke-width:2.25;stroke-linejoin:round}
svg .curve.thin{stroke-width:1.5}
svg .curve.baseline{stroke-dasharray:6 3}
svg .whisker{stroke:currentColor;stroke-width:1.25}
svg .mark{fill:currentColor}
svg .mark.baseline{fill:var(--ground,var(--paper));stroke:currentColor;stroke-width:1.75}
svg .area{fill:currentColor;opacity:.16}
svg .range{stroke:currentColor;stroke-width:2}
svg .shape{fill:currentColor}
svg .shape.hollow{fill:var(--ground,var(--paper));stroke:currentColor;stroke-width:2}
svg .forbidden{fill:var(--fail);opacity:.09}
svg .margin{stroke:var(--fail);stroke-width:1.25;stroke-dasharray:4 3}
svg .before{fill:none;stroke:var(--soft);stroke-width:1.25}
svg .now{fill:currentColor}
.figures .now.pass,.figures .now.skipped{color:var(--candidate)}
details.numbers{border:0;margin:.25rem 0 0;padding:0;background:none}
details.numbers summary{font-weight:400;font-size:.8rem;color:var(--soft);padding:.35rem 0;min-height:1.5rem}
table.plain,table.matrix{min-width:0;font-size:.8rem}
table.plain th,table.plain td{padding:.2rem .5rem}
table.matrix th{white-space:normal;overflow-wrap:anywhere;min-width:3.5rem;max-width:9rem}
table.matrix td{border:1px solid var(--line);vertical-align:middle}
table.matrix td small{display:block;font-size:.7rem;color:var(--ink)}
table.matrix thead tr:first-child td{border:0}
table.matrix thead tr:first-child th{text-align:center;border:0}
.shade1{background:rgb(var(--shade)/.04)}.shade2{background:rgb(var(--shade)/.08)}.shade3{background:rgb(var(--shade)/.12)}.shade4{background:rgb(var(--shade)/.16)}
.shade5{background:rgb(var(--shade)/.2)}.shade6{background:rgb(var(--shade)/.24)}.shade7{background:rgb(var(--shade)/.28)}.shade8{background:rgb(var(--shade)/.32)}
a:focus-visible,summary:focus-visible,.scroll:focus-visible,pre:focus-visible{outline:2px solid var(--link);outline-offset:2px}
@media (max-width:40rem){
header,main{padding-left:.75rem;padding-right:.75rem}
details{padding-left:.4rem;padding-right:.4rem}
figure{max-width:none}
.cards thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.cards,.cards tbody,.cards tr,.cards td{display:block}
.cards{min-width:0}
.cards tr{border:1px solid var(--line);border-radius:6px;padding:.35rem .6rem;margin:.5rem 0}
.cards td,.cards td.n,.cards td:first-child{display:flow-root;border:0;padding:.12rem 0 .12rem 7rem;text-align:left;white-space:normal;overflow-wrap:anywhere;min-height:1.5rem}
.cards td:empty{display:none}
.cards td code{overflow-wrap:anywhere}
.cards td::before{content:attr(data-column);float:left;margin-left:-7rem;width:6.5rem;color:var(--soft)}
}
@media print{
body{font-size:11pt}
details{border:0;padding:0}
details::details-content{content-visibility:visible;display:block}
details.numbers{display:none}
.scroll{overflow:visible}
figure,tr{break-inside:avoid}
h2,summary{break-after:avoid}
}
`;
