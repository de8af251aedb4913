# Tells of a question for permission and waits for the answer. Meanwhile the question stands on the screen too, and a person may answer it there:
# then nobody reads what this says. $1 is the file to tell it in, $2 the folder for the answers.
event=$(cat)
tool=$PPID
question=$(mktemp -d "$2/XXXXXXXXXX") || exit 0
printf '{"question":"%s","event":%s}\n' "${question##*/}" "$event" >>"$1"
while [ ! -e "$question/answer" ]; do
  kill -0 "$tool" 2>/dev/null || exit 0
  sleep 0.1
done
cat "$question/answer"
