using System.Globalization;
using System.Text;

namespace Ao.Benchmarks.Alignment;

/// <summary>Writes the files of a made source: half of its modules in C#, half in TypeScript. Each function of a module may be there, be gone, or have another name, form or content.</summary>
internal sealed class MadeSource
{
    private const int Modules = 300;
    private const int PerModule = 5;
    private const int CommonEvery = 7;
    private static readonly string[] s_verbs = ["Load", "Merge", "Render", "Collect", "Resolve", "Archive", "Schedule", "Publish", "Validate", "Restore", "Compute", "Attach"];
    private static readonly string[] s_nouns = ["Ledger", "Session", "Invoice", "Workspace", "Channel", "Budget", "Snapshot", "Report", "Cursor", "Policy", "Lease", "Digest", "Branch", "Widget"];
    private static readonly string[] s_common = ["Handle", "Create", "Update", "Execute"];

    public MadeSource(Random random)
    {
        for (var module = 0; module < Modules; module++)
        {
            for (var place = 0; place < PerModule; place++)
            {
                var id = Things.Count;
                var name = IsCommon(id)
                    ? s_common[random.Next(s_common.Length)]
                    : string.Create(CultureInfo.InvariantCulture, $"{s_verbs[random.Next(s_verbs.Length)]}{s_nouns[random.Next(s_nouns.Length)]}{s_nouns[random.Next(s_nouns.Length)]}{(random.Next(3) == 0 ? "Async" : "")}");
                if (Things.Exists(other => other.Module == module && other.Name == name))
                {
                    name += "Again";
                }

                Things.Add(new Thing(id, module, name));
            }

            Calls.Add([.. Enumerable.Range(0, 3).Select(_ => random.Next(Math.Max(1, module)) * PerModule % Math.Max(1, Things.Count - PerModule))]);
        }

        // Calls stay within a language.
        for (var module = 0; module < Modules; module++)
        {
            Calls[module] = [.. Calls[module].Where(id => IsCSharp(Things[id].Module) == IsCSharp(module) && Things[id].Module != module).Distinct()];
        }
    }

    public List<Thing> Things { get; } = [];

    /// <summary>Gets which definitions each module calls itself.</summary>
    public List<IReadOnlyList<int>> Calls { get; } = [];

    private static bool IsCommon(int thing) => thing % CommonEvery == CommonEvery - 1;

    public static bool IsCSharp(int module) => module % 2 == 0;

    public static string PathOf(int module) => IsCSharp(module)
        ? string.Create(CultureInfo.InvariantCulture, $"src/Area{module / 20}/Module{module}.cs")
        : string.Create(CultureInfo.InvariantCulture, $"packages/area{module / 20}/src/module{module}.ts");

    public Dictionary<string, string> Write(IReadOnlyDictionary<int, ThingState> states) =>
        Enumerable.Range(0, Modules).ToDictionary(PathOf, module => WriteModule(module, states), StringComparer.Ordinal);

    /// <summary>Writes a module: what it defines, and calls of what it calls as far as that is there.</summary>
    public string WriteModule(int module, IReadOnlyDictionary<int, ThingState> states)
    {
        var own = Things.Where(thing => thing.Module == module).Select(thing => (Thing: thing, State: states.GetValueOrDefault(thing.Id) ?? ThingState.Plain)).Where(static pair => !pair.State.IsGone).ToList();
        var calls = Calls[module].Where(id => states.GetValueOrDefault(id) is not { IsGone: true }).Select(id => (Thing: Things[id], Name: states.GetValueOrDefault(id)?.Name ?? Things[id].Name, IsOther: states.GetValueOrDefault(id)?.HasOtherForm == true)).ToList();
        var text = new StringBuilder();
        if (IsCSharp(module))
        {
            foreach (var area in calls.Select(static call => call.Thing.Module / 20).Where(area => area != module / 20).Distinct().Order())
            {
                text.Append(CultureInfo.InvariantCulture, $"using App.Area{area};\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"\nnamespace App.Area{module / 20};\n\npublic sealed class Module{module}\n{{\n");
            foreach (var (thing, state) in own)
            {
                text.Append(CultureInfo.InvariantCulture, $"    public static int {state.Name ?? thing.Name}(int count{(state.HasOtherForm ? ", string label" : "")})\n    {{\n        var total = count * {thing.Id + 3} + {state.Content};\n        return total > {thing.Id} ? total : -total;\n    }}\n\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"    public static int Run{module}() => 0{string.Concat(calls.Select(static call => $" + Module{call.Thing.Module}.{call.Name}(1{(call.IsOther ? ", \"a\"" : "")})"))};\n}}\n");
            return text.ToString();
        }

        foreach (var group in calls.GroupBy(static call => call.Thing.Module))
        {
            text.Append(CultureInfo.InvariantCulture, $"import {{ {string.Join(", ", group.Select(static call => call.Name).Distinct())} }} from \"../../area{group.Key / 20}/src/module{group.Key}\";\n");
        }

        foreach (var (thing, state) in own)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nexport function {state.Name ?? thing.Name}(count: number{(state.HasOtherForm ? ", label: string" : "")}): number {{\n  const total = count * {thing.Id + 3} + {state.Content};\n  return total > {thing.Id} ? total : -total;\n}}\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"\nexport const run{module} = 0{string.Concat(calls.Select(static call => $" + {call.Name}(1{(call.IsOther ? ", \"a\"" : "")})"))};\n").ToString();
    }

    /// <summary>Writes a file that relies on definitions of one language.</summary>
    public static string WriteUser(bool isCSharp, string name, IReadOnlyList<Thing> things)
    {
        var text = new StringBuilder();
        if (isCSharp)
        {
            foreach (var area in things.Select(static thing => thing.Module / 20).Distinct().Order())
            {
                text.Append(CultureInfo.InvariantCulture, $"using App.Area{area};\n");
            }

            return text.Append(CultureInfo.InvariantCulture, $"\nnamespace App.Own.{name};\n\npublic static class {name}\n{{\n{string.Concat(things.Select(static (thing, at) => $"    public static int Step{at}(int count) => Module{thing.Module}.{thing.Name}(count + {at});\n"))}}}\n").ToString();
        }

        foreach (var group in things.GroupBy(static thing => thing.Module))
        {
            text.Append(CultureInfo.InvariantCulture, $"import {{ {string.Join(", ", group.Select(static thing => thing.Name).Distinct())} }} from \"../area{group.Key / 20}/src/module{group.Key}\";\n");
        }

        return text.Append(string.Concat(things.Select((thing, at) => string.Create(CultureInfo.InvariantCulture, $"\nexport const {char.ToLowerInvariant(name[0])}{name[1..]}{at} = {thing.Name}({at});\n")))).ToString();
    }

    /// <summary>Writes a file with a namesake of its own, which it uses.</summary>
    public static string WriteNamesake(bool isCSharp, string name, Thing thing) => isCSharp
        ? $"namespace App.Own.{name};\n\npublic static class {name}\n{{\n    public static int {thing.Name}(int count) => count;\n\n    public static int Twice(int count) => {thing.Name}(count) + {name}.{thing.Name}(count);\n}}\n"
        : $"function {thing.Name}(count: number): number {{\n  return count;\n}}\n\nexport const twice{name} = {thing.Name}(1) + {thing.Name}(2);\n";

    /// <summary>Writes a file that only speaks of a definition.</summary>
    public static string WriteTalk(bool isCSharp, string name, Thing thing) => isCSharp
        ? $"namespace App.Own.{name};\n\n// See Module{thing.Module}.{thing.Name} for why.\npublic static class {name}\n{{\n    public const string Text = \"Module{thing.Module}.{thing.Name}\";\n}}\n"
        : $"// See {thing.Name} of module{thing.Module} for why.\nexport const text{name} = \"{thing.Name}\";\n";
}
