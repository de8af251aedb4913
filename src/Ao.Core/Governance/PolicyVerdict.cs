namespace Ao.Governance;

/// <summary>What a policy says of an effect, the mildest first.</summary>
public enum PolicyVerdict
{
    /// <summary>The policy has nothing against it.</summary>
    Allow,

    /// <summary>A person decides.</summary>
    Ask,

    /// <summary>It is not done, and nobody is asked.</summary>
    Deny,
}
