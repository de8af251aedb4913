namespace Ao.Plugins.Convergence.Tests.Worlds;

/// <summary>What goes on in forks besides: commits about many things, each about another, in files of its own or of all.</summary>
internal sealed class Noise(Random random)
{
    private static readonly string[] s_verbs = ["load", "parse", "render", "group", "sort", "watch", "merge", "trim", "index", "format", "cache", "stream", "verify", "collect", "queue", "paint", "split", "rank", "archive", "mirror"];
    private static readonly string[] s_things = ["Sidebar", "Theme", "Webhook", "Invoice", "Terminal", "Branch", "Comment", "Label", "Avatar", "Metric", "Tooltip", "Clipboard", "Digest", "Keyboard", "Banner", "Quota", "Archive", "Plugin", "Schema", "Badge", "Cursor", "Palette", "Snapshot", "Locale", "Search", "Column", "Drawer", "Footer", "Heatmap", "Timeline"];
    private static readonly string[] s_aspects = ["empty state", "dark mode", "narrow screens", "large lists", "first start", "offline use", "many projects", "slow disks", "unicode names", "keyboard users", "screen readers", "old browsers", "shared hosts", "nested folders", "long titles", "reconnects"];

    public static IEnumerable<(string Path, string? Content)> Base() => s_things.Select(static thing => ($"packages/web/src/{thing.ToLowerInvariant()}.ts", (string?)Module(thing)));

    public (string Message, string Path, string Text) Next()
    {
        var thing = Pick(s_things);
        var other = Pick(s_things);
        var verb = Pick(s_verbs);
        var aspect = Pick(s_aspects);
        var name = $"{verb}{thing}{Capital(Word())}";
        var (one, two, three, four) = (Word(), Word(), Word(), Word());
        var text = random.Next(5) switch
        {
            0 => $"\nexport function {name}({one}: {other}Entry[], {two} = {random.Next(1, 500)}) {{\n  return {one}.filter((entry) => entry.{three} !== {two}).slice(0, {two});\n}}\n",
            1 => $"\nconst {one}{thing} = new Map<string, {other}{Capital(two)}>();\n\nexport async function {name}(id: string) {{\n  const {three} = await fetch(`/api/{four}/${{id}}`);\n  {one}{thing}.set(id, await {three}.json());\n}}\n",
            2 => $"\nexport class {Capital(one)}{other} {{\n  private {two} = 0;\n\n  {verb}(next: number) {{\n    this.{two} = Math.max(next, this.{two});\n    this.{three}.emit(\"{four}\", this.{two});\n  }}\n}}\n",
            3 => $"\nexport type {Capital(one)}{thing} = {{ {two}: string; {three}?: number; {four}: {other}Entry }};\n",
            _ => $"\nregister(\"{one}-{two}\", ({three}) => {{\n  if ({three}.{four} === null) {{\n    throw new RangeError(\"no {one} without {four}\");\n  }}\n}});\n",
        };
        var about = random.Next(8) == 0 ? aspect : $"{Word()} {Word()}";
        return ($"{(random.Next(3) == 0 ? "fix" : "feat")}(web): {verb} the {Word()} of {thing.ToLowerInvariant()} {Word()} for {about}", $"packages/web/src/{thing.ToLowerInvariant()}.ts", text);
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    /// <summary>Puts a text into a module, behind one of its definitions.</summary>
    public string Insert(string content, string text)
    {
        var places = content.Split("\n}\n");
        var at = random.Next(Math.Max(1, places.Length - 1));
        return string.Join("\n}\n", places[..(at + 1)]) + (places.Length > 1 ? "\n}\n" : "") + text + string.Join("\n}\n", places[(at + 1)..]);
    }

    private static string Module(string thing) => $"// {thing}\nexport interface {thing}Entry {{\n  id: string;\n  title: string;\n}}\n"
        + string.Concat(s_verbs.Select(verb => $"\nexport function {verb}{thing}(entry: {thing}Entry) {{\n  const before = entry.title.length;\n  console.debug(\"{verb}\", entry.id, before);\n  return entry;\n}}\n"));

    private string Word()
    {
        const string Vowels = "aeiou";
        const string Consonants = "bdfgklmnprstvz";
        return string.Concat(Enumerable.Range(0, 3).Select(_ => $"{Consonants[random.Next(Consonants.Length)]}{Vowels[random.Next(Vowels.Length)]}")) + Consonants[random.Next(Consonants.Length)];
    }

    private string Pick(string[] words) => words[random.Next(words.Length)];
}
