export const id=5040;export const ids=[5040];export const modules={45040:((__unused_webpack___webpack_module__,__webpack_exports__,__webpack_require__)=>{__webpack_require__.d(__webpack_exports__,{renderHtml:()=>renderHtml});var external_node_crypto_=__webpack_require__(77598),lib=__webpack_require__(50756),report_text=__webpack_require__(13920);function element_element(tagName,properties,children=[]){return{type:`element`,tagName,properties,children:children.map(child=>typeof child==`string`?{type:`text`,value:child}:child)}}function intervalChart(chart){let low=Math.min(...chart.rows.map(row=>row.low)),high=Math.max(...chart.rows.map(row=>row.high)),span=high>low?high-low:1,x=value=>place(190+(value-low)/span*426),height=8+chart.rows.length*22+26,bottom=8+chart.rows.length*22,parts=[...[0,.25,.5,.75,1].map(part=>low+part*span).flatMap(tick=>[element_element(`line`,{className:[`grid`],x1:x(tick),x2:x(tick),y1:place(8),y2:place(bottom)}),element_element(`text`,{x:x(tick),y:place(bottom+16),textAnchor:`middle`},[(0,report_text.ZV)(Number(tick.toPrecision(3)))])]),...chart.rows.flatMap((row,index)=>{let y=8+index*22+11;return[element_element(`text`,{x:place(180),y:place(y+4),textAnchor:`end`},[(0,report_text.$Q)(row.label,26)]),element_element(`line`,{className:[`bar`,row.verdict],x1:x(row.low),x2:x(row.high),y1:place(y),y2:place(y)}),element_element(`circle`,{className:[`dot`,row.verdict],cx:x(row.value),cy:place(y),r:`4`},[element_element(`title`,{},[`${row.label}: ${(0,report_text.ZV)(row.value)} [${(0,report_text.ZV)(row.low)}, ${(0,report_text.ZV)(row.high)}]`])])]})];return element_element(`figure`,{},[element_element(`figcaption`,{},[chart.title]),element_element(`svg`,{viewBox:`0 0 640 ${height}`,role:`img`,ariaLabel:`${chart.title}, with intervals; the numbers are in the table`},parts)])}function place(value){return String(Math.round(value*10)/10)}function histogramFigures(block){return element_element(`div`,{},[element_element(`p`,{},[block.caption]),element_element(`div`,{className:[`figures`]},block.panels.map(panel))])}function panel({title,verdict,bins}){let most=Math.max(...bins.flatMap(({reference,current})=>[reference,current]),Number.MIN_VALUE),step=300/Math.max(1,bins.length),width=Math.max(1,step*.4),bars=bins.flatMap((bin,index)=>{let left=index*step+step*.1;return[bar(left,width,bin.reference/most,[`before`]),element_element(`g`,{},[bar(left+width,width,bin.current/most,[`now`,verdict]),element_element(`title`,{},[`${bin.label}: ${percent(bin.reference)} → ${percent(bin.current)}`])])]}),words=bins.map(bin=>`${bin.label}: ${percent(bin.reference)} to ${percent(bin.current)}`).join(`; `);return element_element(`figure`,{},[element_element(`figcaption`,{},[(0,report_text.$Q)(title,80)]),element_element(`svg`,{viewBox:`0 0 300 96`,role:`img`,ariaLabel:`${title}, reference to current. ${words}`},[...bars,element_element(`line`,{className:[`grid`],x1:`0`,x2:`300`,y1:`78`,y2:`78`}),element_element(`text`,{x:`0`,y:`92`},[(0,report_text.$Q)(bins[0]?.label??``,20)]),...bins.length>1?[element_element(`text`,{x:`300`,y:`92`,textAnchor:`end`},[(0,report_text.$Q)(bins.at(-1)?.label??``,20)])]:[]])])}function bar(x,width,share,className){let height=share===0?0:Math.max(1,share*70);return element_element(`rect`,{className,x:round(x),y:round(78-height),width:round(width),height:round(height)})}function percent(share){return`${Number((100*share).toPrecision(3))}%`}function round(value){return String(Math.round(value*10)/10)}let STYLE=`
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
`;var symbols=__webpack_require__(14386);function renderHtml(document){let hash=(0,external_node_crypto_.createHash)(`sha256`).update(STYLE).digest(`base64`),root={type:`root`,children:[{type:`doctype`},element_element(`html`,{lang:`en`},[element_element(`head`,{},[element_element(`meta`,{charSet:`utf-8`}),element_element(`meta`,{name:`viewport`,content:`width=device-width, initial-scale=1`}),element_element(`meta`,{httpEquiv:[`Content-Security-Policy`],content:`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`}),element_element(`meta`,{name:`color-scheme`,content:`light dark`}),element_element(`meta`,{name:`referrer`,content:`no-referrer`}),element_element(`title`,{},[`${document.verdict} · ${document.title}`]),element_element(`style`,{},[STYLE])]),element_element(`body`,{},[element_element(`header`,{},[element_element(`p`,{className:[`name`]},[document.title])]),element_element(`main`,{},document.blocks.map(blockElement))])])]};return`${(0,lib.V)(root)}\n`}function blockElement(block){switch(block.type){case`heading`:return element_element(`h${Math.max(1,block.level-1)}`,{},inline(block.content));case`paragraph`:return element_element(`p`,{},inline(block.content));case`list`:return element_element(`ul`,{},block.items.map(item=>element_element(`li`,{},inline(item))));case`table`:return tableElement(block);case`details`:return element_element(`details`,block.open?{open:!0}:{},[element_element(`summary`,{},inline(block.summary)),...block.blocks.map(blockElement)]);case`code`:return element_element(`pre`,{tabIndex:0},[element_element(`code`,{},[block.lines.join(`
`)])]);case`chart`:return intervalChart(block);case`histograms`:return histogramFigures(block)}}function tableElement(block){let align=index=>block.columns[index]?.align===`right`?{className:[`n`]}:{};return element_element(`div`,{className:[`scroll`],tabIndex:0,role:`region`,ariaLabel:`Table`},[element_element(`table`,{},[element_element(`thead`,{},[element_element(`tr`,{},block.columns.map((column,index)=>element_element(`th`,{scope:`col`,...align(index)},[column.title])))]),element_element(`tbody`,{},block.rows.map(row=>element_element(`tr`,{},block.columns.map((column,index)=>element_element(`td`,{dataColumn:column.title,...align(index)},inline(row[index]??[]))))))])])}function inline(content){return content.map(inlineElement)}function inlineElement(part){switch(part.type){case`text`:return part.text;case`code`:return element_element(`code`,{},[part.text]);case`strong`:return element_element(`strong`,{},inline(part.children));case`link`:return element_element(`a`,{href:part.url,rel:[`noreferrer`]},[part.text]);case`verdict`:return verdictElement(part.verdict,part.bare)}}function verdictElement(verdict,bare){let symbol=element_element(`span`,{ariaHidden:`true`},[symbols.A[verdict]]),word=element_element(`span`,bare?{className:[`spoken`]}:{},[verdict]);return element_element(`span`,{className:[`verdict`,verdict]},bare?[symbol,word]:[symbol,` `,word])}})};