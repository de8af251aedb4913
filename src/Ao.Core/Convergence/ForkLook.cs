namespace Ao.Convergence;

/// <summary>What a look at a fork gave.</summary>
public sealed record ForkLook
{
    /// <summary>Gets the fork.</summary>
    public required string ForkId { get; init; }

    /// <summary>Gets what people call the fork.</summary>
    public string? Name { get; init; }

    /// <summary>Gets how many reports were new.</summary>
    public int Records { get; init; }

    /// <summary>Gets how many changes were new.</summary>
    public int Changes { get; init; }

    /// <summary>Gets whether its changes were read from its plain history, because it publishes none.</summary>
    public bool FromHistory { get; init; }

    /// <summary>Gets why it could not be read as it is now, where it could not. What was read before counts on.</summary>
    public string? Problem { get; init; }
}
