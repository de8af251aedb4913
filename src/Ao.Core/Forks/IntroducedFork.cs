namespace Ao.Forks;

/// <summary>A fork that nobody has decided about, as its own signed ledger says it is. Its texts are from outside. Whoever holds a key can call themselves anything: ask the fork's maintainers over another way for their fork id, or their whole public key, and compare.</summary>
public sealed record IntroducedFork
{
    /// <summary>Gets the fork id.</summary>
    public required string ForkId { get; init; }

    /// <summary>Gets where its ledger was read.</summary>
    public required string Location { get; init; }

    /// <summary>Gets the newest commit that was verified.</summary>
    public required string Head { get; init; }

    /// <summary>Gets what it calls itself. Text from outside.</summary>
    public string? Name { get; init; }

    /// <summary>Gets how its maintainers say that they can be reached. Text from outside.</summary>
    public string? Contact { get; init; }

    /// <summary>Gets what it says that it is for. Text from outside.</summary>
    public string? Domain { get; init; }

    /// <summary>Gets what it says that it is among the forks.</summary>
    public ForkRole? Role { get; init; }

    /// <summary>Gets what it says that it is going through.</summary>
    public ForkLifecycle? Lifecycle { get; init; }

    /// <summary>Gets whether it has ended its ledger: nothing that comes behind that counts.</summary>
    public bool IsRevoked { get; init; }

    /// <summary>Gets the public key that the fork id is worked out of, the base64 of its SubjectPublicKeyInfo: what can be pinned beside the id. <see langword="null"/> where its ledger does not name it.</summary>
    public string? PublicKey { get; init; }

    /// <summary>Gets the key that signs by now, by its fingerprint as <c>ssh-keygen -l</c> shows it.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Gets how many of its records were verified.</summary>
    public int Records { get; init; }

    /// <summary>Gets how many were refused.</summary>
    public int Refused { get; init; }

    /// <summary>Gets when the oldest of its records was made, as it says itself.</summary>
    public DateTimeOffset? FirstRecordAt { get; init; }

    /// <summary>Gets when the newest of its records was made, as it says itself; those of times that have not come yet are left out.</summary>
    public DateTimeOffset? LastRecordAt { get; init; }

    /// <summary>Gets whether its ledger says that it is of the project's own family, which is no proof: whether it is kin is found out when it is adopted. <see langword="null"/> where the project's own family is not known yet.</summary>
    public bool? SaysIsKin { get; init; }

    /// <summary>Gets why not all of its ledger counts, where that is so.</summary>
    public string? Problem { get; init; }
}
