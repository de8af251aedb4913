namespace Ao.Scm;

/// <summary>A sovereign copy of a project's source.</summary>
/// <param name="Owner">Who owns it.</param>
/// <param name="Location">Where it is.</param>
public sealed record Fork(string Owner, string Location)
{
    /// <summary>Gets the id that the fork keeps when it is renamed or moved, where the scm gives one.</summary>
    public string? Identity { get; init; }

    /// <summary>Gets where a person reads it, where there is such a place.</summary>
    public Uri? Address { get; init; }
}
