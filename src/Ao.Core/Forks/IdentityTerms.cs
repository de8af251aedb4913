namespace Ao.Forks;

/// <summary>The words by which identity records say what a fork is and what it is going through. Ledgers are older than hosts: what is not known is read as nothing.</summary>
internal static class IdentityTerms
{
    public static string Of(ForkRole role) => role switch
    {
        ForkRole.Upstream => "upstream",
        ForkRole.Contributor => "contributor",
        _ => "sovereign",
    };

    public static string Of(ForkWord word) => word switch
    {
        ForkWord.PermanentlyDiverged => "diverged",
        ForkWord.Retired => "retired",
        _ => "active",
    };

    /// <summary>Reads a role; <see langword="null"/> where none is said, or only that it is some fork, as earlier versions did.</summary>
    public static ForkRole? RoleOf(string? text) => text switch
    {
        "upstream" => ForkRole.Upstream,
        "contributor" => ForkRole.Contributor,
        "sovereign" => ForkRole.Sovereign,
        _ => null,
    };

    /// <summary>Reads a state; <see langword="null"/> where none is said that is known.</summary>
    public static ForkLifecycle? LifecycleOf(string? text) => text switch
    {
        "active" => ForkLifecycle.Active,
        "dormant" => ForkLifecycle.Dormant,
        "diverged" => ForkLifecycle.PermanentlyDiverged,
        "retired" => ForkLifecycle.Retired,
        _ => null,
    };
}
