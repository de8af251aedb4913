namespace Ao.Scm;

/// <summary>A fork to create.</summary>
public sealed record ForkRequest
{
    /// <summary>Gets the operation.</summary>
    public required OperationKey Key { get; init; }

    /// <summary>Gets the project.</summary>
    public required ProjectSource Source { get; init; }

    /// <summary>Gets who shall own the fork.</summary>
    public required string Owner { get; init; }
}
