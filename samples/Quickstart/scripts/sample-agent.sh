#!/bin/sh
# Plays an AI agent for the sample project, so that the quickstart needs no account. It does its task with real edits
# and real commits, and speaks the JSON-lines protocol of the command agent on its standard output.
# Started again after an interruption it does what is left of the task: what is there already is not done twice.
set -eu
say() { printf '%s\n' "$1"; }
commit() {
    git add --all
    git diff --cached --quiet || git commit --quiet --message "$1"
}

task=$(cat "$AO_TASK_FILE")
say '{"ao":"activity","state":"active","detail":"reading the task"}'
case $task in
*"Review the change"*)
    # The second look: what is tested of a discount?
    if grep -q '^discount()' lib/price.sh && ! grep -q 'rounds' tests/discount.sh; then
        say '{"ao":"verdict","verdict":"blocker","summary":"The discount is right, and what happens to odd amounts is left to chance.","findings":[{"severity":"major","category":"tests","path":"tests/discount.sh","text":"No test says how the discount of an odd amount is rounded."}]}'
    else
        say '{"ao":"verdict","verdict":"pass","summary":"Small, tested, and no more than the task asks for."}'
    fi
    say '{"ao":"usage","input":800,"output":100}'
    exit 0
    ;;
*"was reviewed"*)
    # The reviewer is right.
    grep -q rounds tests/discount.sh || printf 'check "the discount rounds down" "$(discount 995)" 895\n' >>tests/discount.sh
    commit "Say how the discount rounds"
    ;;
*"did not accept"*)
    # The host has sent back what failed: the test still expected the old greeting.
    sed -i 's/Good day, Ada\./Hello Ada, how nice to see you!/' tests/greeting.sh
    commit "Expect the friendlier greeting"
    ;;
*"Mend the problem"*)
    # A report has become a task of its own.
    grep -q 'must be 1 or more' lib/price.sh || sed -i '/^price() {$/a\    [ "$1" -ge 1 ] || { echo "price: the quantity must be 1 or more" >\&2; return 1; }' lib/price.sh
    printf 'check "a quantity below 1 is refused" "$(price -3 250 2>/dev/null || echo refused)" refused\n' >tests/quantity.sh
    commit "Refuse quantities below 1"
    ;;
*discount*)
    grep -q '^discount()' lib/price.sh || printf '\n# Takes 10 percent off a price in cents.\ndiscount() {\n    echo $(($1 * 90 / 100))\n}\n' >>lib/price.sh
    printf 'check "the discount is 10 percent" "$(discount 1000)" 900\n' >tests/discount.sh
    commit "Add a discount of 10 percent"
    ;;
*Greet*)
    # Forgets the test, as one does.
    sed -i 's/Good day, $1\./Hello $1, how nice to see you!/' lib/greeting.sh
    commit "Greet customers in a friendlier way"
    ;;
*Document*)
    mkdir -p docs
    { echo "# Functions"; echo; grep -hE '^[a-z]+\(\)' lib/*.sh | sed 's/() {/()/; s/^/- /'; } >docs/functions.md
    commit "Document the functions"
    say '{"ao":"report","type":"bug_report","title":"price accepts negative quantities","body":"price -3 250 gives -750: a customer would be paid for taking goods.","severity":"medium","component":"lib/price.sh","evidence":["price -3 250 prints -750"],"confidence":0.9,"reproduction":". lib/price.sh; price -3 250","suggested_fix":"Refuse quantities below 1."}'
    ;;
*)
    echo "I do not know this task: $task" >&2
    exit 2
    ;;
esac
say '{"ao":"usage","input":1200,"output":300}'
say '{"ao":"done","summary":"The task is done and committed."}'
