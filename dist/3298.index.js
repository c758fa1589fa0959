export const id=3298;export const ids=[3298,2043];export const modules={42884:((__unused_webpack___webpack_module__,__webpack_exports__,__webpack_require__)=>{__webpack_require__.r(__webpack_exports__),__webpack_require__.d(__webpack_exports__,{default:()=>init});var external_node_path_=__webpack_require__(76760),dist=__webpack_require__(73382),build_base=__webpack_require__(28146),config=__webpack_require__(15324),parsing=__webpack_require__(13671),data=__webpack_require__(81995),engines=__webpack_require__(27101),results=__webpack_require__(56986),command=__webpack_require__(92950),promises_=__webpack_require__(51455),s3=__webpack_require__(78925),version=__webpack_require__(58508);function commentCommands({folder},pieces,gpu){let{checkout,action}=pieces,run=gpu===null?`# workflow: assay-gpu.yml, once it is there, is what /assay run starts`:`workflow: ${gpu} # what /assay run starts; leave it out where there is none`,where=`working-directory: '${folder.replaceAll(`'`,`''`)}'`;return`name: Commands in comments

on:
  # Always runs the workflow of the default branch, whatever a pull request changes.
  issue_comment: # zizmor: ignore[dangerous-triggers] -- the comment is data, and nothing of a pull request is run
    types: [created]

permissions: {}

concurrency:
  group: \${{ github.workflow }}-\${{ github.event.comment.id }}
  cancel-in-progress: false

jobs:
  respond:
    name: Read the comment
    if: startsWith(github.event.comment.body, '/assay')
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      contents: write # to write the registry, a ref of this repository
      issues: write # to answer, and to write the approval issue anew
      pull-requests: write # to answer on pull requests
      actions: write # to start the workflow of /assay run, and to ask who started a training
    outputs:
      action: \${{ steps.respond.outputs.action }}
      deploy: \${{ steps.respond.outputs.deploy }}
      target: \${{ steps.respond.outputs.target }}
      version: \${{ steps.respond.outputs.version }}
      digest: \${{ steps.respond.outputs.digest }}
      reason: \${{ steps.respond.outputs.reason }}
    steps:
      - name: Check out
        uses: ${checkout}
        with:
          persist-credentials: false
      - id: respond
        name: Respond
        uses: ${action(`respond`)}
        with:
          ${where}
          ${run}

  deliver:
    name: Deploy or roll back
    needs: respond
    if: needs.respond.outputs.deploy == 'true' || needs.respond.outputs.action == 'rollback'
    runs-on: ubuntu-latest # or the runner that reaches the target's folder
    timeout-minutes: 30
    permissions:
      contents: write # to write the registry, a ref of this repository
      issues: write # to close the approval issue with the outcome
      deployments: write # to keep GitHub's Deployments true
    steps:
      - name: Check out
        uses: ${checkout}
        with:
          persist-credentials: false
      - name: Deploy
        if: needs.respond.outputs.deploy == 'true'
        uses: ${action(`deploy`)}
        with:
          ${where}
          version: \${{ needs.respond.outputs.version }}
          expect-digest: \${{ needs.respond.outputs.digest }}
          target: \${{ needs.respond.outputs.target }}
      - name: Roll back
        if: needs.respond.outputs.action == 'rollback'
        uses: ${action(`rollback`)}
        with:
          ${where}
          to-version: \${{ needs.respond.outputs.version }}
          target: \${{ needs.respond.outputs.target }}
          reason: \${{ needs.respond.outputs.reason }}
`}function promoteByHand(options,{checkout,action}){let folder=`'${options.folder.replaceAll(`'`,`''`)}'`;return`name: Promote a model

on:
  workflow_dispatch:
    inputs:
      version:
        description: number of the model version
        required: true
      digest:
        description: the first 12 hex digits of its digest, as register and history show them
        required: true
      target:
        description: the target to deploy it to
        required: true
        default: production
      approve:
        description: record my approval first; without it, the approvals of others must suffice
        type: boolean
        default: true
      rollback:
        description: instead, go back to an earlier version of the target (give the reason)
        required: false

permissions: {}

concurrency:
  group: \${{ github.workflow }}-\${{ inputs.target }}
  cancel-in-progress: false

jobs:
  deploy:
    name: Approve and deploy
    runs-on: ubuntu-latest # or the runner that reaches the target's folder
    timeout-minutes: 30
    # The environment's reviewers are asked before the job starts. Who started the workflow is recorded as the
    # approver, and is refused where the person also wrote the commit or started the training.
    environment: \${{ inputs.target }}
    permissions:
      contents: write # to write the registry, a ref of this repository
      issues: write # to close the approval issue with the outcome
      deployments: read # to see the deployment that GitHub makes for the environment
    steps:
      - name: Check out
        uses: ${checkout}
        with:
          persist-credentials: false
      - name: Approve
        if: inputs.rollback == '' && inputs.approve
        uses: ${action(`approve`)}
        with:
          working-directory: ${folder}
          version: \${{ inputs.version }}
          digest: \${{ inputs.digest }}
          target: \${{ inputs.target }}
      - name: Deploy
        if: inputs.rollback == ''
        uses: ${action(`deploy`)}
        with:
          working-directory: ${folder}
          version: \${{ inputs.version }}
          expect-digest: \${{ inputs.digest }}
          target: \${{ inputs.target }}
      - name: Roll back
        if: inputs.rollback != ''
        uses: ${action(`rollback`)}
        with:
          working-directory: ${folder}
          target: \${{ inputs.target }}
          reason: \${{ inputs.rollback }}
`}let CHECKOUT=`actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1`,DELIVERY=`${version.B}/.github/workflows/delivery.yml@v1`,action=name=>`${version.B}/actions/${name}@v1`;function workflows(options){return{"assay-pull-request.yml":pullRequest(options),"assay-train.yml":train(options),"assay-promote.yml":promoteByHand(options,{checkout:CHECKOUT,action}),"assay-monitor.yml":monitor(options),"assay-commands.yml":commands(options,null)}}let commands=(options,gpu)=>commentCommands(options,{checkout:CHECKOUT,action},gpu);function inputs({folder,setup,python},more=[]){return[`working-directory: ${quoted(folder)}`,...python?[`python-version: ${quoted(python)}`]:[],...setup?[`setup: ${quoted(setup)}`]:[],...more].map(line=>`      ${line}\n`).join(``)}let quoted=text=>`'${text.replaceAll(`'`,`''`)}'`;function pullRequest(options){return`name: Model on a pull request

on:
  pull_request:
  merge_group: # in branch protection, require the check "Validate, train, evaluate, gate, comment / Report"

permissions: {}

concurrency:
  group: \${{ github.workflow }}-\${{ github.ref }}
  cancel-in-progress: true

jobs:
  delivery:
    name: Validate, train, evaluate, gate, comment
    uses: ${DELIVERY}
    permissions:
      contents: read # to check out
      actions: read # where the baseline is that of the merge base
      pull-requests: write # to comment
      checks: write # to post the verdict
    with:
${inputs(options)}`}function train(options){return`name: Model on main

on:
  push:
    branches: [main]
  # What the monitoring workflow sends, and what anything else may send, to have the model trained again.
  repository_dispatch:
    types: [assay-retrain]
  schedule:
    - cron: '17 3 * * 1' # each Monday, whatever monitoring says
  workflow_dispatch:

permissions: {}

concurrency:
  group: \${{ github.workflow }}
  cancel-in-progress: false # a training that has begun is finished

jobs:
  delivery:
    name: Validate, train, evaluate, gate, register
    uses: ${DELIVERY}
    permissions:
      contents: write # to write the registry, a ref of this repository
      actions: read # where the baseline is that of the merge base
      pull-requests: write # of the reusable workflow; there is no pull request here
      checks: write # to post the verdict
      issues: write # to open the approval issue of the version
    with:
${inputs(options,[`register: true`])}`}function monitor(options){return`name: Watch the model

on:
  schedule:
    - cron: '41 * * * *'
  workflow_dispatch:

permissions: {}

concurrency:
  group: \${{ github.workflow }}
  cancel-in-progress: false

jobs:
  monitor:
    name: Compare production with the version in service
    runs-on: ubuntu-latest
    timeout-minutes: 60
    permissions:
      contents: write # to write the registry, a ref of this repository, and to send repository_dispatch
    steps:
      - name: Check out
        uses: ${CHECKOUT}
        with:
          persist-credentials: false
${prepare(options)}      - id: monitor
        name: Monitor
        uses: ${action(`monitor`)}
        with:
          working-directory: ${quoted(options.folder)}
          fail-on: never # a decayed model starts retraining; it is no broken workflow
      - name: Start retraining
        if: steps.monitor.outputs.retrain == 'true'
        env:
          GH_TOKEN: \${{ github.token }}
        run: gh api --method POST "repos/$GITHUB_REPOSITORY/dispatches" -f event_type=assay-retrain
`}function prepare({folder,setup,python}){return[python?`      - name: Set up Python
        uses: actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0
        with:
          python-version: ${quoted(python)}
`:``,setup?`      - name: Set up
        working-directory: ${quoted(folder)}
        run: ${/^[\w ./=-]+$/.test(setup)?setup:quoted(setup)}
`:``].join(``)}async function refuseExisting(path){try{await(0,promises_.access)(path)}catch{return}throw(0,build_base.Wp)({where:{file:path},message:`exists already, and init overwrites nothing`,fix:"run `assay run` with it, or move it away first"})}async function writeNew(path,text){await(0,promises_.mkdir)((0,external_node_path_.dirname)(path),{recursive:!0});try{await(0,promises_.writeFile)(path,text,{flag:`wx`})}catch(error){throw(0,build_base.$N)(error)===`EEXIST`?(0,build_base.Wp)({where:{file:path},message:`exists already, and init overwrites nothing`,fix:`move it away first`},error):error}}async function writeWorkflows(ctx,root,locks,run,guesses){let top=await(0,build_base.$Y)(root,[`rev-parse`,`--show-toplevel`],{env:ctx.env}),base=top.code===0?top.stdout.trim():root,folder=(0,external_node_path_.relative)(base,root).split(`\\`).join(`/`)||`.`,python=/python/.test(run)?`3.12`:``,setup=python&&locks.includes(`requirements.txt`)?`pip install -r requirements.txt`:``;python&&setup===``&&guesses.push("no requirements.txt was found: `setup` in the workflows installs nothing");let written=[];for(let[name,text]of Object.entries(workflows({folder,setup,python}))){let path=(0,external_node_path_.join)(base,`.github`,`workflows`,name);if(await(0,promises_.readFile)(path,`utf8`).catch(error=>{if((0,build_base.$N)(error)===`ENOENT`)return null;throw error})!==null){guesses.push(`${(0,external_node_path_.relative)(root,path)} exists already and was left as it is`);continue}await writeNew(path,text),written.push((0,external_node_path_.relative)(root,path))}return written}let IGNORED=[`**/node_modules/**`,`**/.*/**`,`**/venv/**`,`**/site-packages/**`,`**/assay-registry/**`,`**/deploy/**`,`**/build/**`,`**/dist/**`],DATA_PATTERNS=[`**/*.{parquet,csv,tsv,jsonl,ndjson}`,`**/*.{csv,tsv,jsonl}.{gz,zst}`],SCRIPTS=[/(^|\/)train\.py$/,/(^|\/)train_?model\.py$/,/(^|\/)training\.py$/,/(^|\/)train\.(sh|r|jl|ts|js)$/i],LOCKS=[`requirements.txt`,`requirements.lock`,`uv.lock`,`poetry.lock`,`Pipfile.lock`,`pyproject.toml`,`environment.yml`,`conda-lock.yml`,`pixi.lock`];function survey(files){let script=SCRIPTS.flatMap(pattern=>files.filter(file=>pattern.test(file)).sort(byDepth))[0]??null;return{data:files.filter(file=>/\.(parquet|csv|tsv|jsonl|ndjson)(\.gz|\.zst)?$/i.test(file)).sort(byDepth),script,locks:LOCKS.filter(lock=>files.includes(lock))}}function byDepth(a,b){return a.split(`/`).length-b.split(`/`).length||(a<b?-1:1)}function splitsOf(data){let named=words=>data.find(file=>words.test(file.split(`/`).at(-1)??``)),test=named(/(^|[_.-])(test|testing|holdout|hold_out|eval)([_.-]|$)/i)??named(/(^|[_.-])(valid|validation|val|dev)([_.-]|$)/i),serving=named(/(^|[_.-])(serving|production|prod|live|current|inference)([_.-]|$)/i),rest=data.filter(file=>file!==test&&file!==serving),train=rest.find(file=>/(^|[_.-])(train|training)([_.-]|$)/i.test(file.split(`/`).at(-1)??``))??rest[0];return train===void 0?null:{train,test:test??null,serving:serving??null}}let TARGET_NAMES=[`target`,`label`,`y`,`class`,`outcome`,`churn`,`churned`,`is_fraud`,`fraud`,`late`,`survived`,`price`,`quality`,`default`],ID_NAMES=/^([iI][dD]|.*[ _-][iI][dD]|UUID|uuid|GUID|guid|[kK]ey|[iI]ndex)$|[a-z]I[dD]$|[ _-]([nN](o|r|umber)|[kK]ey|uuid|guid)\.?$|[a-z](No|Nr|Number|Key)$/;function guessTarget(columns){for(let name of TARGET_NAMES){let found=columns.find(column=>column.name.toLowerCase()===name);if(found)return found.name}return columns.at(-1)?.name??null}function guessId(columns,target){return columns.find(column=>column.name!==target&&ID_NAMES.test(column.name)&&column.distinct===column.rows)?.name??null}function guessTask(column){if(column.distinct<=2)return`binary`;let numeric=/INT|DOUBLE|FLOAT|DECIMAL|REAL|HUGEINT/i.test(column.type),fractional=/DOUBLE|FLOAT|DECIMAL|REAL/i.test(column.type);return numeric&&(fractional||column.distinct>20)?`regression`:`multiclass`}let METRICS_OF={binary:{metrics:[`roc_auc`,`average_precision`,`log_loss`,`accuracy`,`latency_p95_ms`],rules:[{metric:`roc_auc`,min:.5},{metric:`roc_auc`,max_drop:.01}]},multiclass:{metrics:[`accuracy`,`balanced_accuracy`,`f1_macro`,`latency_p95_ms`],rules:[{metric:`accuracy`,max_drop:.01}]},regression:{metrics:[`rmse`,`mae`,`r2`,`latency_p95_ms`],rules:[{metric:`r2`,min:0},{metric:`rmse`,max_drop_rel:`2%`}]}};async function columnsOf(ctx,db,dataset){let{from,columns}=await(0,data.bM)(db,dataset,ctx.signal),names=[...columns.keys()];if(names.length===0)throw(0,build_base.Wp)({where:{file:dataset.path},message:`has no columns`});let counts=names.map((name,index)=>`count(DISTINCT ${(0,data.iA)(name)}) AS c${index}`).join(`, `),[row]=await db.all(`SELECT count(*) AS n, ${counts} FROM ${from}`);return[...columns].map(([name,type],index)=>({name,type,distinct:Number(row?.[`c${index}`]??0),rows:Number(row?.n??0)}))}function targetOf(columns,wanted){let name=wanted??guessTarget(columns),target=columns.find(column=>column.name===name);if(target)return target;let names=columns.map(column=>column.name),near=(0,build_base.pA)(String(name),names);throw(0,build_base.Wp)({message:`the data have no column ${JSON.stringify(name)}`,expected:`one of ${names.join(`, `)}`,...near?{fix:`did you mean --target ${near}?`}:{}})}function taskOf(text){return text===`binary`||text===`multiclass`||text===`regression`?text:null}async function partsOf(ctx,place,db,dataset,test,noSplit){let train=dataset.path;if(test!==null)return{train,test,written:[],guesses:[]};if(noSplit)return{train,test:train,written:[],guesses:["there is only one data file: testing uses the rows of training, and validate refuses that until `datasets.test` names others"]};let extension=dataset.format===`parquet`?`.parquet`:dataset.format===`csv`?`.csv`:`.jsonl`,stem=((0,s3.At)(train)?`data/`:train.slice(0,train.length-(0,external_node_path_.basename)(train).length))+((0,s3.At)(train)?(0,external_node_path_.basename)(train).replace(/[^\w.-]+/g,``)||`all`:(0,external_node_path_.basename)(train)).replace(/\.(csv|tsv|jsonl|ndjson|parquet).*$/i,``),outputs={train:`${stem}.train${extension}`,test:`${stem}.test${extension}`};for(let path of Object.values(outputs))await refuseExisting((0,external_node_path_.resolve)(place.root,path));await(0,promises_.mkdir)((0,external_node_path_.resolve)(place.root,(0,external_node_path_.dirname)(outputs.train)),{recursive:!0});let to={more:(0,external_node_path_.resolve)(place.root,outputs.train),less:(0,external_node_path_.resolve)(place.root,outputs.test)};return await(0,data.QM)(db,dataset,ctx.signal,to,20),{...outputs,written:Object.values(outputs),guesses:[`rows are independent: ${(0,external_node_path_.relative)(`.`,train)} was cut in two by a hash of each row (80% and 20%); where time or a user orders them, cut by that instead`]}}var yaml_dist=__webpack_require__(38815);function configurationText(plan){let dataset=(path,more={})=>({path,contract:plan.contract,...plan.id?{id:plan.id}:{},...more}),{metrics,rules}=METRICS_OF[plan.task],document=(0,yaml_dist.Tp)((0,yaml_dist.As)({version:1,model:plan.model,registry:plan.registry,datasets:{train:dataset(plan.train),test:dataset(plan.test,{leakage:{against:`train`}}),...plan.serving?{serving:dataset(plan.serving,{drift:{reference:`train`}})}:{}},train:{run:plan.run,inputs:plan.inputs,outputs:{model:`model.onnx`}},evaluate:{dataset:`test`,task:plan.task,target:plan.target,...plan.id?{id:plan.id}:{},metrics},gate:{baseline:`production`,rules},targets:{staging:{folder:`deploy/staging`,approvals:0},production:{folder:`deploy/production`,after:`staging`,approvals:1}},...plan.serving?{monitor:{dataset:`serving`,on:{drift:`alert`,performance:`alert`}}}:{}}));return note(document,[`registry`],` a folder; keep it out of the work tree of git, or on a disk that outlives the job`),note(document,[`train`,`outputs`,`model`],` relative to ASSAY_OUTPUT_DIR, which train.run must write to`),plan.taskGuessed&&note(document,[`evaluate`,`task`],` a guess from the values of the target`),plan.targetGuessed&&note(document,[`evaluate`,`target`],` a guess from the names of the columns`),`# yaml-language-server: $schema=${(0,results.Q)(`assay`)}\n${document.toString({lineWidth:0})}`}function note(document,path,comment){let node=document.getIn(path,!0);typeof node==`object`&&node&&`comment`in node&&(node.comment=comment)}var commands_place=__webpack_require__(91020),commands_session=__webpack_require__(76183);let TASK_CHOICES=results.n3.filter(task=>task in METRICS_OF),init=(0,command.N)({name:`init`,summary:`write assay.yaml, a contract inferred from the data, and workflows, for an existing repository`,details:"Looks for data files and a training script, infers a contract from the training data, and writes a configuration with safe rules. Where only one data file is found, it writes two new files beside it, 80% of the rows for training and 20% for testing, chosen by a hash of each row. Nothing that exists is overwritten; every guess is listed. Targets are folders at first; a target in a bucket is `folder: s3://bucket/prefix` (docs/registry.md).",options:{data:{type:`string`,value:`FILE`,summary:`training data (absent: found by its name)`},test:{type:`string`,value:`FILE`,summary:`data that training does not see (absent: found by its name)`},target:{type:`string`,value:`COLUMN`,summary:`the column to predict (absent: guessed)`},task:{type:`string`,choices:TASK_CHOICES,summary:`what kind of prediction it is (absent: guessed)`},model:{type:`string`,value:`NAME`,summary:`name of the model (absent: name of the folder)`},train:{type:`string`,value:`COMMAND`,summary:`the command that trains (absent: found)`},"no-split":{type:`boolean`,summary:`do not cut one data file in two`},"no-workflows":{type:`boolean`,summary:`write no workflows`}},examples:[{run:`assay init`,does:`look around, and write what is missing`},{run:`assay init --data data/houses.csv --target price --task regression --train "python fit.py"`,does:`the same without guesses`}],async run({ctx,host,options}){let root=ctx.cwd,place=(0,commands_place.$t)(ctx,null,root);await refuseExisting((0,external_node_path_.join)(root,config.g2));let found=survey(await(0,dist.TI)([...DATA_PATTERNS,`**/*.{py,sh,r,R,jl,ts,js}`,...LOCKS],{cwd:root,ignore:IGNORED})),splits=splitsOf(options.data===void 0?found.data:[options.data,...found.data.filter(file=>file!==options.data)]);if(splits===null)throw(0,build_base.Wp)({message:`no data file was found under ${root}`,expected:`.parquet, .csv, .tsv or .jsonl`,fix:`name one: assay init --data FILE`});let train=options.data??splits.train,guesses=[],written=[],db=await(0,engines.qI)(ctx);try{let subject=(0,external_node_path_.basename)(train).replace(/\..*$/,``),contract=`contracts/${subject}.odcs.yaml`,dataset=await(0,data.YQ)(`train`,train,place),inferred=await(0,data.VA)(ctx,db,dataset,subject),columns=await columnsOf(ctx,db,{...dataset,contract:(0,data.UA)(inferred.text,contract)}),target=targetOf(columns,options.target);options.target===void 0&&guesses.push(`the target is ${target.name}`);let task=taskOf(options.task)??guessTask(target);options.task===void 0&&guesses.push(`the task is ${task}, from ${target.distinct} distinct values of ${target.name}`);let parts=await partsOf(ctx,place,db,dataset,options.test??splits.test,options[`no-split`]);written.push(...parts.written),guesses.push(...parts.guesses),await writeNew((0,external_node_path_.join)(root,contract),inferred.text),written.push(contract),guesses.push(...inferred.guesses);let run=options.train??commandOf(found.script);run===null&&guesses.push("no training script was found: train.run is `python train.py`, which you have yet to write");let model=options.model??await modelName(ctx,root),registry=await registryOf(ctx,root),id=guessId(columns,target.name);guesses.push(id===null?"no column was found that identifies a row: rows are told apart by their number; `evaluate.id` names one":`the column that identifies a row is ${id}`),registry!==`git`&&!options[`no-workflows`]&&guesses.push(`the repository has no remote \`origin\`, so the registry is the folder ${registry}, which the jobs of a workflow do not share: once there is a remote, say \`registry: git\``);let text=configurationText({model,registry,train:parts.train,test:parts.test,serving:splits.serving,contract,target:target.name,targetGuessed:options.target===void 0,task,taskGuessed:options.task===void 0,id,run:run??`python train.py`,inputs:[found.script??`train.py`,...found.locks]});(0,parsing.parseConfig)(text,(0,external_node_path_.join)(root,config.g2)),await writeNew((0,external_node_path_.join)(root,config.g2),text),written.push(config.g2),options[`no-workflows`]||written.push(...await writeWorkflows(ctx,root,found.locks,run??`python train.py`,guesses));let session=await(0,commands_session.f)(ctx,host,{config:(0,external_node_path_.join)(root,config.g2)}),next=nextSteps(found.script,task,registry),result=await session.finish({command:`init`,verdict:`pass`,summary:`wrote ${written.length} files`,data:{written,guesses,next},notChecked:guesses.map(guess=>`guessed: ${guess}`),text:``}),list=(title,items)=>items.length===0?[]:[title,...items.map(item=>`  ${item}`),``];return{result,text:[...list(`Wrote`,written),...list(`Guessed, please read`,guesses),...list(`Next`,next)].join(`
`)}}finally{db.close()}}});function commandOf(script){return script===null?null:`${{".py":`python`,".sh":`bash`,".r":`Rscript`,".jl":`julia`,".js":`node`,".ts":`node`}[(0,external_node_path_.extname)(script).toLowerCase()]??`bash`} ${script}`}function nextSteps(script,task,registry){return[`${script??`train.py`}: read the data from ASSAY_DATASET_TRAIN, write an ONNX model to ASSAY_OUTPUT_DIR/model.onnx`,...task===`regression`?[]:[`for classes, give the ONNX model a probability output (skl2onnx: options={"zipmap": False})`],`models that are not ONNX: name the file under train.outputs, and a command that predicts under evaluate.run`,registry===`git`?`assay registry init   make the registry, a ref of the remote origin (it pushes one commit there)`:`assay registry init   make the registry (add assay-registry/ to .gitignore, or keep it elsewhere)`,`assay run             the whole pipeline up to the verdict`]}async function registryOf(ctx,root){return(await(0,build_base.$Y)(root,[`remote`,`get-url`,`origin`],{env:ctx.env})).code===0?`git`:`assay-registry`}async function modelName(ctx,root){let remote=await(0,build_base.$Y)(root,[`remote`,`get-url`,`origin`],{env:ctx.env});return(remote.code===0?(0,external_node_path_.basename)(remote.stdout.trim()).replace(/\.git$/,``):(0,external_node_path_.basename)(root)).toLowerCase().replace(/[^a-z0-9_.-]+/g,`-`).replace(/^[^a-z0-9]+/,``)||`model`}}),91020:((__unused_webpack___webpack_module__,__webpack_exports__,__webpack_require__)=>{__webpack_require__.d(__webpack_exports__,{$t:()=>placeOf,AU:()=>bucketOf,Wd:()=>fileAt});var node_path__WEBPACK_IMPORTED_MODULE_0__=__webpack_require__(76760),_base_index_js__WEBPACK_IMPORTED_MODULE_1__=__webpack_require__(28146),_config_index_js__WEBPACK_IMPORTED_MODULE_2__=__webpack_require__(15324);let CACHE_SIZE=`20GiB`;function placeOf(ctx,config,root,settings){let made=null,remote=()=>(made??=makeRemote(ctx,config,settings),made);return{root,remote:{file:async url=>(await remote()).file(url),files:async(url,folder)=>(await remote()).files(url,folder)}}}async function makeRemote(ctx,config,settings){let{env}=ctx,{parseS3Url,S3Remote}=await __webpack_require__.e(8925).then(__webpack_require__.bind(__webpack_require__,78925)),named=env.ASSAY_S3_CACHE;return new S3Remote(ctx,{settingsOf:bucket=>settings??settingsFor(config,bucket,url=>parseS3Url(url).bucket),cacheFolder:named?(0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(ctx.cwd,named):(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)((0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__.sx)(env),`assay`,`s3`),cacheBytes:cacheBytes(env.ASSAY_S3_CACHE_SIZE||CACHE_SIZE)})}function cacheBytes(text){try{return(0,_config_index_js__WEBPACK_IMPORTED_MODULE_2__.Vv)(text)}catch(error){throw(0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__.Wp)({message:`ASSAY_S3_CACHE_SIZE=${text} is no size`,expected:`such as ${CACHE_SIZE}`},error)}}function settingsFor(config,bucket,bucketOf){if(config?.s3!==void 0){let{endpoint,region,path_style:pathStyle}=config.s3;return{endpoint,region,pathStyle}}let registry=config?.registry;if(typeof registry!=`object`||!(`checksums`in registry)||bucketOf(registry.url)!==bucket)return{};let{endpoint,region,path_style:pathStyle}=registry;return{endpoint,region,pathStyle}}async function bucketOf(config,target){let{folder}=target;if(typeof folder!=`string`){let{url,path_style:pathStyle,endpoint,region,checksums,sse}=folder;return{url,settings:{endpoint,region,pathStyle,checksums,sse}}}if(!/^s3:\/\//i.test(folder))return null;let{parseS3Url}=await __webpack_require__.e(8925).then(__webpack_require__.bind(__webpack_require__,78925)),{bucket}=parseS3Url(folder),reached=settingsFor(config,bucket,url=>parseS3Url(url).bucket),{registry}=config,{checksums,sse}=typeof registry==`object`&&`checksums`in registry&&parseS3Url(registry.url).bucket===bucket?registry:{};return{url:folder,settings:{...reached,checksums,sse}}}async function fileAt({root,remote},path){return!/^s3:\/\//i.test(path)||remote===null?(0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(root,path):(await remote.file(path)).path}}),76183:((__unused_webpack___webpack_module__,__webpack_exports__,__webpack_require__)=>{__webpack_require__.d(__webpack_exports__,{V:()=>openConfiguredSession,f:()=>openSession});var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__=__webpack_require__(51455),node_path__WEBPACK_IMPORTED_MODULE_1__=__webpack_require__(76760),_base_index_js__WEBPACK_IMPORTED_MODULE_2__=__webpack_require__(28146),_config_index_js__WEBPACK_IMPORTED_MODULE_3__=__webpack_require__(15324),_results_index_js__WEBPACK_IMPORTED_MODULE_4__=__webpack_require__(56986),_place_js__WEBPACK_IMPORTED_MODULE_5__=__webpack_require__(91020);let RESTS_ON={train:[`evaluate`,`gate`,`register`],evaluate:[`gate`,`register`],gate:[`register`]};async function openSession(ctx,host,options){let started=ctx.now().getTime(),file=await(0,_config_index_js__WEBPACK_IMPORTED_MODULE_3__.u0)(ctx.cwd,options.config),config=file===null?null:await(0,_config_index_js__WEBPACK_IMPORTED_MODULE_3__.Z9)(file);for(let notice of config?.notices??[])ctx.log.warn(notice);let root=config?.root??ctx.cwd,last=options.fresh?null:await _results_index_js__WEBPACK_IMPORTED_MODULE_4__.aR.lastRun(root),identity=await host.identity(root,config?.digest??null,last),workspace=await _results_index_js__WEBPACK_IMPORTED_MODULE_4__.aR.open(root,identity);if(options.fresh&&await workspace.clear(),options.replaces!==void 0){let stale=[options.replaces,...RESTS_ON[options.replaces]??[]];for(let command of stale)await(0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(workspace.resultPath(command,options.name),{force:!0})}return{config,root,place:(0,_place_js__WEBPACK_IMPORTED_MODULE_5__.$t)(ctx,config,root),workspace,async finish(body){let now=ctx.now(),unsafe=unsafeNote(config,body.command),said=ctx.copies?.within(body)??body,result=_results_index_js__WEBPACK_IMPORTED_MODULE_4__.FD.parse({$schema:(0,_results_index_js__WEBPACK_IMPORTED_MODULE_4__.M5)(body.command),...said,schemaVersion:_results_index_js__WEBPACK_IMPORTED_MODULE_4__.f$,run:workspace.run,time:now.toISOString(),durationMs:Math.max(0,now.getTime()-started),...unsafe===null?{}:{notChecked:[...body.notChecked??[],unsafe]}});return await workspace.write(result),result}}}let WRITES_REGISTRY=[`register`,`approve`,`reject`,`promote`,`deploy`,`rollback`,`monitor`,`registry`];function unsafeNote(config,command){let registry=config?.registry;return typeof registry!=`object`||!(`allow_unsafe`in registry)||!registry.allow_unsafe||!WRITES_REGISTRY.includes(command)?null:`whether the registry is whole: \`allow_unsafe\` lets ${registry.url} lie on a store where two racing writers may both win`}async function openConfiguredSession(ctx,host,options){let file=await(0,_config_index_js__WEBPACK_IMPORTED_MODULE_3__.u0)(ctx.cwd,options.config);if(file===null)throw(0,_base_index_js__WEBPACK_IMPORTED_MODULE_2__.Wp)({message:`there is no ${_config_index_js__WEBPACK_IMPORTED_MODULE_3__.g2} in ${ctx.cwd}`,fix:"run `assay init` to write one, or name it with --config FILE"});return await openSession({...ctx,cwd:(0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(file)},host,{...options,config:file})}}),15324:((__unused_webpack___webpack_module__,__webpack_exports__,__webpack_require__)=>{__webpack_require__.d(__webpack_exports__,{g2:()=>CONFIG_FILE,zj:()=>policy.z,pc:()=>durationMs,Jc:()=>expandSecret,u0:()=>findConfig,Z9:()=>loadConfig,BQ:()=>memoryLimit,hW:()=>registry.h,Vv:()=>sizeBytes,Z3:()=>registry.Z});var promises_=__webpack_require__(51455),external_node_path_=__webpack_require__(76760),base=__webpack_require__(28146);let CONFIG_FILE=`assay.yaml`;async function findConfig(cwd,named){if(named!==void 0)return(0,external_node_path_.resolve)(cwd,named);let path=(0,external_node_path_.join)(cwd,CONFIG_FILE);try{return await(0,promises_.access)(path),path}catch{return null}}async function loadConfig(file){let text=await(0,base.E1)(file,`the configuration`),{parseConfig}=await Promise.all([__webpack_require__.e(8815),__webpack_require__.e(3671)]).then(__webpack_require__.bind(__webpack_require__,13671));return parseConfig(text,file)}var policy=__webpack_require__(98389),registry=__webpack_require__(59156);function expandSecret(value,env,secret,where){let missing=[],expanded=value.replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g,(_,name)=>{let found=env[name];return found===void 0||found===``?(missing.push({where,message:`the variable ${name} is not set`,fix:`set it in the environment, for example \`env: {${name}: \${{ secrets.${name} }}}\` in the workflow step`}),``):(secret(found),found)});if(missing.length>0)throw(0,base.Wp)(missing);return secret(expanded),expanded}let DURATION_MS={ms:1,s:1e3,m:6e4,h:36e5,d:864e5},SIZE_BYTES={B:1,KB:1e3,MB:1e6,GB:1e9,TB:0xe8d4a51000,KiB:1024,MiB:2**20,GiB:2**30,TiB:2**40};function durationMs(text){return amount(text,DURATION_MS,`a duration such as 30s, 15m, 24h or 7d`)}function sizeBytes(text){return amount(text,SIZE_BYTES,`a size such as 512MiB or 16GiB`)}let LEAST_MEMORY=16*2**20;function memoryLimit(text,what){if(sizeBytes(text)>=LEAST_MEMORY)return text;throw(0,base.Wp)({message:`${what} is ${text}, which is too little to read data`,expected:`at least 16MiB; 512MiB and more is quick, since less is spilled to the disk`})}function amount(text,units,expected){let match=/^(\d+(?:\.\d+)?)([A-Za-z]+)$/.exec(text),unit=match?.[2]===void 0?void 0:units[match[2]];if(match?.[1]===void 0||unit===void 0)throw(0,base.Wp)({message:`${JSON.stringify(text)} cannot be read`,expected});return Number(match[1])*unit}}),98389:((__unused_webpack___webpack_module__,__webpack_exports__,__webpack_require__)=>{__webpack_require__.d(__webpack_exports__,{z:()=>DEFAULT_POLICY});let DEFAULT_POLICY={on_missing_metric:`error`,on_nan:`error`,on_new_metric:`warn`,on_removed_metric:`error`,on_missing_baseline:`warn`,on_small_n:`inconclusive`,min_n:30,on_inconclusive:`inconclusive`}}),59156:((__unused_webpack___webpack_module__,__webpack_exports__,__webpack_require__)=>{__webpack_require__.d(__webpack_exports__,{Z:()=>targetText,h:()=>registryText});function registryText(registry){return typeof registry==`string`?registry:registry.url}function targetText({folder}){return typeof folder==`string`?folder:folder.url}}),25852:((__unused_webpack___webpack_module__,__webpack_exports__,__webpack_require__)=>{__webpack_require__.d(__webpack_exports__,{FO:()=>exitCodeOf,QZ:()=>worst,bk:()=>VERDICTS});let VERDICTS=[`pass`,`warn`,`fail`,`inconclusive`,`error`,`skipped`],WORST_FIRST=[`error`,`fail`,`inconclusive`,`warn`,`pass`];function worst(parts){let seen=new Set(parts);return WORST_FIRST.find(verdict=>seen.has(verdict))??`error`}function exitCodeOf(verdict){switch(verdict){case`pass`:case`warn`:case`skipped`:return 0;case`fail`:case`error`:return 1;case`inconclusive`:return 4}}}),90988:((__unused_webpack___webpack_module__,__webpack_exports__,__webpack_require__)=>{__webpack_require__.d(__webpack_exports__,{Uh:()=>benjaminiHochberg,fU:()=>holm,WI:()=>normal.WI,_S:()=>sample_size._S,un:()=>sample_size.un,z:()=>normal.z});function holm(pValues){let rising=order(pValues),most=0;return back(rising.map(({p,index},rank)=>(most=Math.max(most,Math.min(1,p*(pValues.length-rank))),{index,p:most})))}function benjaminiHochberg(pValues){let rising=order(pValues),least=1;return back(rising.reverse().map(({p,index},fromLast)=>(least=Math.min(least,p*pValues.length/(pValues.length-fromLast)),{index,p:least})))}function order(pValues){let wrong=pValues.find(p=>!(p>=0&&p<=1));if(wrong!==void 0)throw RangeError(`${wrong} is no p-value`);return pValues.map((p,index)=>({p,index})).sort((a,b)=>a.p-b.p)}function back(corrected){let result=Array(corrected.length).fill(1);for(let{p,index}of corrected)result[index]=p;return result}var normal=__webpack_require__(83453),sample_size=__webpack_require__(54548)}),83453:((__unused_webpack___webpack_module__,__webpack_exports__,__webpack_require__)=>{__webpack_require__.d(__webpack_exports__,{WI:()=>normalTail,Zl:()=>_stdlib_stats_base_dists_normal_quantile__WEBPACK_IMPORTED_MODULE_1__,vr:()=>_stdlib_stats_base_dists_normal_cdf__WEBPACK_IMPORTED_MODULE_0__,z:()=>z});var _stdlib_stats_base_dists_normal_cdf__WEBPACK_IMPORTED_MODULE_0__=__webpack_require__(72484),_stdlib_stats_base_dists_normal_quantile__WEBPACK_IMPORTED_MODULE_1__=__webpack_require__(86060);function normalTail(z){return _stdlib_stats_base_dists_normal_cdf__WEBPACK_IMPORTED_MODULE_0__(-z,0,1)}function z(p){return _stdlib_stats_base_dists_normal_quantile__WEBPACK_IMPORTED_MODULE_1__(p,0,1)}}),54548:((__unused_webpack___webpack_module__,__webpack_exports__,__webpack_require__)=>{__webpack_require__.d(__webpack_exports__,{_S:()=>pairsForProportions,un:()=>pairsForVariance});var _normal_js__WEBPACK_IMPORTED_MODULE_0__=__webpack_require__(83453);let USUAL={alpha:.05,power:.8};function pairsForProportions(discordance,distance,power=USUAL){if(!(discordance>=0&&discordance<=1))throw RangeError(`${discordance} is no share`);let share=Math.max(discordance,Math.abs(distance));return ceiling((((0,_normal_js__WEBPACK_IMPORTED_MODULE_0__.z)(1-power.alpha)*Math.sqrt(share)+(0,_normal_js__WEBPACK_IMPORTED_MODULE_0__.z)(power.power)*Math.sqrt(Math.max(0,share-distance*distance)))/distance)**2)}function pairsForVariance(variance,distance,power=USUAL){if(!(variance>=0))throw RangeError(`${variance} is no variance`);return ceiling(((0,_normal_js__WEBPACK_IMPORTED_MODULE_0__.z)(1-power.alpha)+(0,_normal_js__WEBPACK_IMPORTED_MODULE_0__.z)(power.power))**2*variance/(distance*distance))}function ceiling(n){return Number.isNaN(n)?1/0:Math.ceil(n)}}),58508:((__unused_webpack___webpack_module__,__webpack_exports__,__webpack_require__)=>{__webpack_require__.d(__webpack_exports__,{B:()=>REPOSITORY,x:()=>VERSION});let VERSION=`0.1.0`,REPOSITORY=`assay-ml/assay`})};