namespace Ao.Prompts;

/// <summary>What the templates can name of a session.</summary>
internal sealed record PromptValues
{
    public required string Session { get; init; }

    public required string Project { get; init; }

    public required SessionRole Role { get; init; }

    public required string Branch { get; init; }

    public required string Workspace { get; init; }

    public required string Title { get; init; }

    /// <summary>Gives the values of the placeholders that rules may hold. The task is none of them: what others wrote must not get into the rules.</summary>
    public IReadOnlyDictionary<string, string> ForRules() => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["session"] = Session,
        ["project"] = Project,
        ["role"] = Role.ToString().ToLowerInvariant(),
        ["branch"] = Branch,
        ["workspace"] = Workspace,
    };

    public IReadOnlyDictionary<string, string> ForTask(string task) => new Dictionary<string, string>(ForRules(), StringComparer.Ordinal) { ["task"] = task, ["title"] = Title };
}
