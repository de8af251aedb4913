namespace Ao.Scm;

/// <summary>One automatic check.</summary>
public sealed record Check
{
    /// <summary>Gets its name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what it says.</summary>
    public required CheckState State { get; init; }

    /// <summary>Gets the end of its output, 16 KiB at most. Text from outside.</summary>
    public string Excerpt { get; init; } = "";

    /// <summary>Gets where a person reads all of it, where there is such a place.</summary>
    public Uri? Address { get; init; }
}
