using System.Globalization;
using Ao.Convergence;
using Ao.Ledger;
using Ao.Ledger.Bodies;
using Ao.Plugins.Convergence;

namespace Ao.Benchmarks.Convergence;

/// <summary>Records of many forks as their ledgers hold them: changes with sketches and no code, reports, and among them what some have in common. Each record follows from the seed and its place alone.</summary>
internal sealed class MadeRecords
{
    /// <summary>Of ten records three are reports, the others changes.</summary>
    private const int ReportsInTen = 3;
    private const int Files = 4_000;
    private const int Days = 400;

    private static readonly DateTimeOffset s_start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly MadeWords _code;
    private readonly MadeWords _text;
    private readonly string[] _paths;
    private readonly Dictionary<(int Fork, int Number), MadeCase> _planted = [];
    private readonly int _seed;
    private readonly int _records;

    public MadeRecords(int seed, int forks, int records, int casesOfEach)
    {
        (_seed, _records) = (seed, records);
        (_code, _text) = (new MadeWords(seed, 30_000, 3), new MadeWords(seed + 1, 6_000, 2.5));
        var random = new Random(seed);
        _paths = [.. Enumerable.Range(0, Files).Select(_ => $"packages/{_text.Pick(random)}/src/{_text.Pick(random)}/{_code.Pick(random)}.ts")];
        Cases = [.. Enum.GetValues<MadeCaseKind>().SelectMany(kind => Enumerable.Range(0, casesOfEach).Select(at => Plant(random, kind, forks, records)))];
    }

    /// <summary>Gets what was put among the records.</summary>
    public IReadOnlyList<MadeCase> Cases { get; }

    public static string ForkOf(int fork) => string.Create(CultureInfo.InvariantCulture, $"{fork:x64}");

    public static string RevisionOf(int fork, int number) => string.Create(CultureInfo.InvariantCulture, $"{fork + 1:x8}{number:x32}");

    public static string IdOf(int fork, int number) => string.Create(CultureInfo.InvariantCulture, $"{fork + 1:x16}{number:x48}");

    public static bool IsReport(int number) => number % 10 < ReportsInTen;

    /// <summary>Gives a record.</summary>
    /// <param name="fork">Whose.</param>
    /// <param name="number">Which; those from the count of records on come after all others.</param>
    /// <param name="joins">The case that it belongs to, where it is none of those that were put among the first ones.</param>
    /// <param name="age">How long before its turn it was made.</param>
    public LedgerEntry Entry(int fork, int number, MadeCase? joins = null, TimeSpan age = default)
    {
        var random = new Random(HashCode(_seed, fork, number));
        var planted = joins ?? _planted.GetValueOrDefault((fork, number));
        var at = s_start.AddDays((double)Days * number / _records).AddMinutes(random.Next(600)) - age;
        at = planted is not null && joins is null ? s_start.AddDays((double)Days * planted.Members[0].Number / _records).AddHours(random.Next(24 * 20)) : at;
        var isReport = planted is not null ? planted.Kind == MadeCaseKind.Reports : IsReport(number);
        return new LedgerEntry
        {
            Id = IdOf(fork, number),
            Publisher = ForkOf(fork),
            Kind = isReport ? LedgerKinds.Report : LedgerKinds.Change,
            Clock = number + 1,
            Time = at,
            Body = isReport ? LedgerBody.Write(Report(random, planted, at), LedgerBodiesJson.Default.ReportBody) : LedgerBody.Write(Change(random, planted, fork, number, at), LedgerBodiesJson.Default.ChangeBody),
        };
    }

    private ReportBody Report(Random random, MadeCase? planted, DateTimeOffset at)
    {
        var common = Common(planted, _text, 14);
        return new ReportBody
        {
            Type = "bug",
            Title = Sentence(random, common, 7),
            Body = Sentence(random, common, 60),
            Component = _paths[planted is null ? random.Next(40) : planted.Seed % 40].Split('/')[1],
            At = at,
        };
    }

    private ChangeBody Change(Random random, MadeCase? planted, int fork, int number, DateTimeOffset at)
    {
        // A copy is the same in all but its revision.
        var own = planted is { Kind: MadeCaseKind.Copy } ? new Random(planted.Seed) : random;
        var (names, words) = (Common(planted, _code, 10), Common(planted, _text, 5));
        List<string> paths = [.. Enumerable.Range(0, own.Next(1, 6)).Select(_ => _paths[(int)(Files * Math.Pow(own.NextDouble(), 1.6))])];
        paths[0] = planted is null ? paths[0] : _paths[planted.Seed % Files];
        var message = $"fix({paths[0].Split('/')[1]}): {Sentence(own, words, 8)}\n\n{Sentence(own, words, 20)}";
        var builder = new SketchBuilder(null);
        builder.AddText(message, 1);
        var first = planted is null ? own.Next(1, 900) : 1 + (planted.Seed % 900);
        foreach (var path in paths.Distinct(StringComparer.Ordinal))
        {
            builder.AddFile(path, [new LineRange(first, own.Next(1, 12)), new LineRange(first + 40, own.Next(0, 6))]);
        }

        var (added, removed) = (own.Next(4, 40), own.Next(0, 20));
        for (var line = 0; line < added + removed; line++)
        {
            // What a file is about is said in it again and again.
            var local = new Random(HashCode(_seed, paths[line % paths.Count].Length, line % 12));
            builder.AddCode(line < added ? SketchKind.Added : SketchKind.Removed, $"const {Name(own, names)} = {Name(own, names)}({_code.Pick(local)}, {_code.Pick(own)});");
        }

        builder.AddCode(SketchKind.Symbols, $"function {Name(own, names)}({_code.Pick(own)})");
        var patch = planted is { Kind: MadeCaseKind.Copy } ? planted.Seed : HashCode(_seed, fork, number);
        return new ChangeBody
        {
            Revision = RevisionOf(fork, number),
            Title = message.Split('\n')[0],
            Message = message.Split('\n')[2],
            At = at,
            Paths = paths,
            Sketch = SketchBody.Of(builder.Build(new SketchLimits(), string.Create(CultureInfo.InvariantCulture, $"{patch:x8}{patch * 31:x8}{patch * 961:x24}"), added + removed, paths.Count)),
        };
    }

    private string Name(Random random, List<string> common)
    {
        var word = common.Count > 0 && random.Next(3) == 0 ? common[random.Next(common.Count)] : _code.Pick(random);
        // Most names are used elsewhere too.
        return random.Next(4) > 0 ? word : word + char.ToUpperInvariant(word[0]) + _code.Pick(random)[1..];
    }

    private string Sentence(Random random, List<string> common, int length) => string.Join(' ', Enumerable.Range(0, length).Select(at => common.Count > 0 && at % 2 == 0 ? common[random.Next(common.Count)] : _text.Pick(random)));

    /// <summary>Gives the words that all who have met a problem use: names and words of it alone, and some that many use.</summary>
    private static List<string> Common(MadeCase? planted, MadeWords words, int count)
    {
        if (planted is null)
        {
            return [];
        }

        var random = new Random(planted.Seed);
        return [.. Enumerable.Range(0, count).Select(at => at % 2 == 0 ? MadeWords.Make(random) + MadeWords.Make(random) : words.Pick(random))];
    }

    private MadeCase Plant(Random random, MadeCaseKind kind, int forks, int records)
    {
        var number = random.Next(records);
        var members = new List<(int, int)>();
        foreach (var fork in Enumerable.Range(0, forks).OrderBy(_ => random.Next()).Take(kind == MadeCaseKind.Copy ? 2 : random.Next(2, 5)))
        {
            var at = number;
            while (_planted.ContainsKey((fork, at)))
            {
                at = (at + 1) % records;
            }

            members.Add((fork, at));
            _planted[(fork, at)] = null!;
        }

        var planted = new MadeCase(random.Next(1, int.MaxValue / 1000), kind, members);
        members.ForEach(member => _planted[member] = planted);
        return planted;
    }

    private static int HashCode(int seed, int fork, int number) => unchecked((((seed * 397) ^ fork) * 1_000_003) ^ (number * 7919)) & int.MaxValue;
}
