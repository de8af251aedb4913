namespace Ao.Plugins.Convergence;

/// <summary>Says what a change brings in.</summary>
internal static class PartTexts
{
    private const int MostNames = 4;
    private const int LongestName = 40;

    /// <summary>Gives clauses such as "reads the environment variable `X`"; none where nothing is known.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<AddedPart> parts, bool hasTests)
    {
        var all = parts.Distinct().OrderBy(static part => part.Kind).ToList();
        var named = all.Where(static part => part.Name.Length > 0).Take(MostNames).ToList();
        var clauses = new List<string>();
        Add(clauses, "reads", named.Where(static part => part.Kind is PartKind.EnvironmentVariable or PartKind.Setting));
        Add(clauses, "adds", named.Where(static part => part.Kind is not (PartKind.EnvironmentVariable or PartKind.Setting)));
        if (all.Exists(static part => part.Kind == PartKind.Attempts))
        {
            clauses.Add("loops over attempts");
        }

        if (all.Exists(static part => part.Kind == PartKind.Catch))
        {
            clauses.Add("catches errors");
        }

        if (hasTests && clauses.Count > 0)
        {
            clauses.Add("with tests");
        }

        return clauses;
    }

    private static void Add(List<string> clauses, string verb, IEnumerable<AddedPart> parts)
    {
        var things = parts.GroupBy(static part => part.Kind).Select(static kind => ThingsOf(kind.Key, [.. kind.Select(static part => Excerpts.Code(part.Name, LongestName))])).ToList();
        if (things.Count > 0)
        {
            clauses.Add($"{verb} {Excerpts.List(things)}");
        }
    }

    private static string ThingsOf(PartKind kind, IReadOnlyList<string> names)
    {
        var many = names.Count > 1 ? "s" : "";
        var what = kind switch
        {
            PartKind.EnvironmentVariable => "environment variable",
            PartKind.Setting => "setting",
            PartKind.CommandOption => "option",
            PartKind.Constant => "constant",
            PartKind.Type => "type",
            _ => "function",
        };
        return $"the {what}{many} {Excerpts.List(names)}";
    }
}
