using Ao.Scm;

namespace Ao.TestSupport.Fakes;

/// <summary>An scm without files that holds claims, which it may share with others.</summary>
public sealed class ClaimingScm(FakeClaims claims) : FakeScm, IClaimHost
{
    /// <summary>Gets the claims.</summary>
    public FakeClaims Claims => claims;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<WorkClaim>> ListClaimsAsync(ProjectSource source, CancellationToken cancellationToken = default) => ValueTask.FromResult(claims.All);

    /// <inheritdoc/>
    public ValueTask<WorkClaim?> FindClaimAsync(ProjectSource source, string resource, CancellationToken cancellationToken = default) => ValueTask.FromResult(claims.Find(resource));

    /// <inheritdoc/>
    public ValueTask<ClaimResult> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken = default)
    {
        Fail("claim");
        return Reply("claim", claims.Claim(request));
    }

    /// <inheritdoc/>
    public ValueTask ReleaseClaimAsync(ProjectSource source, WorkClaim claim, CancellationToken cancellationToken = default)
    {
        Fail("release");
        claims.Release(claim);
        return ValueTask.CompletedTask;
    }
}
