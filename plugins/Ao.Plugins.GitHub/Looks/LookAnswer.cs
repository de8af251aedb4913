namespace Ao.Plugins.GitHub.Looks;

/// <summary>What a look has found. What is not there any more is <see langword="null"/>.</summary>
internal sealed record LookAnswer
{
    public IReadOnlyList<LookNode?> Light { get; init; } = [];

    public IReadOnlyList<LookNode?> Checks { get; init; } = [];

    public IReadOnlyList<LookNode?> Talks { get; init; } = [];
}
