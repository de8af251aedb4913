namespace Ao.Plugins.GitHub.Looks;

/// <summary>The comments of threads.</summary>
internal sealed record RemarksAnswer
{
    public IReadOnlyList<LookThread?> Threads { get; init; } = [];
}
