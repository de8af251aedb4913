using System.Globalization;

namespace Ao.Benchmarks.Alignment;

/// <summary>Makes pull requests at random, of which is known what breaks what.</summary>
internal sealed class MadePullRequests
{
    private const double Days = 60;
    private const double Share = 0.02;
    private readonly Random _random;
    private readonly MadeSource _source;
    private readonly Dictionary<string, string> _base;

    public MadePullRequests(int seed, int count)
    {
        _random = new Random(seed);
        _source = new MadeSource(_random);
        _base = _source.Write(new Dictionary<int, ThingState>());
        Trees["base"] = Base = new TextTree("base", _base, Trees);
        for (var number = 1; number <= count; number++)
        {
            All.Add(Make(number));
        }
    }

    public Dictionary<string, TextTree> Trees { get; } = new(StringComparer.Ordinal);

    public TextTree Base { get; }

    public List<MadePullRequest> All { get; } = [];

    private MadePullRequest Make(int number)
    {
        var states = new Dictionary<int, ThingState>();
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        var uses = new HashSet<int>();
        for (var edit = _random.Next(1, 4); edit > 0; edit--)
        {
            var thing = Pick();
            var isCSharp = MadeSource.IsCSharp(thing.Module);
            var name = string.Create(CultureInfo.InvariantCulture, $"Own{number}Part{edit}");
            var path = isCSharp ? $"src/Own/{name}.cs" : $"packages/own/{name}.ts";
            switch (_random.Next(100))
            {
                case < 45:
                    List<Thing> used = [thing, .. Enumerable.Range(0, 8).Select(_ => Pick()).Where(other => MadeSource.IsCSharp(other.Module) == isCSharp).Take(2)];

                    // Two of one name cannot be imported side by side.
                    used = [.. used.DistinctBy(static one => one.Name)];
                    uses.UnionWith(used.Select(static one => one.Id));
                    files[path] = MadeSource.WriteUser(isCSharp, name, used);
                    break;
                case < 67:
                    states[thing.Id] = new ThingState { Content = _random.Next(1, 1_000) };
                    break;
                case < 76:
                    states[thing.Id] = new ThingState { HasOtherForm = true };
                    break;
                case < 83:
                    states[thing.Id] = new ThingState { IsGone = true };
                    break;
                case < 88:
                    states[thing.Id] = new ThingState { Name = string.Create(CultureInfo.InvariantCulture, $"{thing.Name}For{number}") };
                    break;
                case < 96:
                    files[path] = MadeSource.WriteNamesake(isCSharp, name, thing);
                    break;
                default:
                    files[path] = MadeSource.WriteTalk(isCSharp, name, thing);
                    break;
            }
        }

        var modules = states.Keys.Select(id => _source.Things[id].Module).Concat(Enumerable.Range(0, _source.Calls.Count).Where(module => _source.Calls[module].Any(states.ContainsKey))).Distinct();
        foreach (var module in modules)
        {
            // A text that stays as it was stays the same object: nothing has changed there.
            var (place, text) = (MadeSource.PathOf(module), _source.WriteModule(module, states));
            files[place] = _base[place] == text ? _base[place] : text;
        }

        var revision = string.Create(CultureInfo.InvariantCulture, $"pr-{number}");
        var tree = new TextTree(revision, Join(_base, files), Trees);
        Trees[revision] = tree;
        var taken = states.Where(static state => state.Value.IsGone || state.Value.Name is not null).Select(static state => state.Key).ToHashSet();
        uses.ExceptWith(taken);
        return new MadePullRequest(number, _random.NextDouble() * Days, tree, taken, uses);
    }

    /// <summary>Some definitions are worked on much more often than others.</summary>
    private Thing Pick() => _source.Things[(int)(_source.Things.Count * Math.Pow(_random.NextDouble(), 2.5))];

    public static Dictionary<string, string> Join(IReadOnlyDictionary<string, string> files, IReadOnlyDictionary<string, string> changes)
    {
        var joined = new Dictionary<string, string>(files, StringComparer.Ordinal);
        foreach (var (path, text) in changes)
        {
            joined[path] = text;
        }

        return joined;
    }

    /// <summary>Tells whether a name is in more than 2 % of the files: such names are silent by design.</summary>
    public async Task<bool> IsCommonAsync(int thing) =>
        (await Base.FindWordsAsync([NameOf(thing)])).Select(static found => found.Path).Distinct(StringComparer.Ordinal).Count() > Share * Base.Files.Count;

    public string NameOf(int thing) => _source.Things[thing].Name;

    public int ModuleOf(int thing) => _source.Things[thing].Module;
}
