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

    /// <summary>Gets the step that failed, where the check has steps and names them. Text from outside.</summary>
    public string? Step { get; init; }

    /// <summary>Gets which attempt at the same revision this is, counted from 1.</summary>
    /// <value>The default is 1.</value>
    public int Attempt { get; init; } = 1;

    /// <summary>Gets whether it was the machinery and not the change that failed: a runner was lost, a program was missing, a time limit of the service was reached.</summary>
    public bool IsInfrastructure { get; init; }

    /// <summary>Gets where a person reads all of it, where there is such a place.</summary>
    public Uri? Address { get; init; }
}
