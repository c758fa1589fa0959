"""The nine checks of the `validate` cases by datacontract-cli. Usage: FILE CONTRACT"""

import sys

from datacontract.data_contract import DataContract

run = DataContract(data_contract_file=sys.argv[2]).test()
print(run.result, len(run.checks or []))
for check in run.checks or []:
    if check.result != "passed":
        print(check.name, check.result, check.reason)
sys.exit(0 if run.result == "passed" else 1)
