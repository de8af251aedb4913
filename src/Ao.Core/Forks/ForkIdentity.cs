namespace Ao.Forks;

/// <summary>Who a project is to other forks.</summary>
public sealed record ForkIdentity
{
    /// <summary>Gets the project.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>Gets what it is called.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the fork id: what others pin. It stays when the key is changed.</summary>
    public required string ForkId { get; init; }

    /// <summary>Gets the public key in use: the base64 of its SubjectPublicKeyInfo. What others can pin beside the fork id.</summary>
    public required string PublicKey { get; init; }

    /// <summary>Gets what the project is among the forks.</summary>
    public required ForkRole Role { get; init; }

    /// <summary>Gets whose a problem is when nothing else says so.</summary>
    public required ForkPolicy Policy { get; init; }

    /// <summary>Gets where the source is that it was forked from.</summary>
    public string? Upstream { get; init; }

    /// <summary>Gets where it is registered, and since when; <see langword="null"/> where it is not.</summary>
    public ForkRegistration? Registration { get; init; }
}
