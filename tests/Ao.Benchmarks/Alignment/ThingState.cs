namespace Ao.Benchmarks.Alignment;

/// <summary>What a pull request makes of a definition.</summary>
internal sealed record ThingState
{
    public static ThingState Plain { get; } = new();

    public bool IsGone { get; init; }

    public string? Name { get; init; }

    public bool HasOtherForm { get; init; }

    public int Content { get; init; }
}
