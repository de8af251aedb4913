namespace Ao.Governance;

/// <summary>What is known of policies, as a snapshot keeps it.</summary>
/// <param name="Adopted">The adoptions, oldest first.</param>
/// <param name="Denied">The last denial of each operation: the operation, its hash and the version of the policy.</param>
internal sealed record PoliciesSnapshot(IReadOnlyList<PolicyFacts.Adopted> Adopted, IReadOnlyList<PoliciesSnapshot.Denial> Denied)
{
    public sealed record Denial(OperationKey Key, string Hash, string PolicyVersion);
}
