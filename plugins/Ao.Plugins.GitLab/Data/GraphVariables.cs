namespace Ao.Plugins.GitLab.Data;

/// <summary>The variables of the GraphQL documents; each document takes those that it names.</summary>
internal sealed record GraphVariables
{
    public string? Path { get; init; }

    public IReadOnlyList<string>? Iids { get; init; }

    public string? Base { get; init; }

    public string? Branch { get; init; }
}
