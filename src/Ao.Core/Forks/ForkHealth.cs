namespace Ao.Forks;

/// <summary>How a fork is doing, as far as it can be seen from here.</summary>
public sealed record ForkHealth
{
    /// <summary>Gets whether it answered when it was last looked at; <see langword="null"/> before the first look.</summary>
    public required bool? IsReachable { get; init; }

    /// <summary>Gets why it did not, where it did not.</summary>
    public string? Problem { get; init; }

    /// <summary>Gets since when it has not answered.</summary>
    public DateTimeOffset? ProblemSince { get; init; }

    /// <summary>Gets when it last answered.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Gets whether that is so long ago that what is shown may not be so any more.</summary>
    public bool IsStale { get; init; }

    /// <summary>Gets when its newest record was made that was taken in, as the record itself says; <see langword="null"/> where there is none.</summary>
    public DateTimeOffset? LastRecordAt { get; init; }

    /// <summary>Gets why its records are not taken any more, where that is so.</summary>
    public string? Suspended { get; init; }

    /// <summary>Gets how many of its records were taken in.</summary>
    public int Records { get; init; }
}
