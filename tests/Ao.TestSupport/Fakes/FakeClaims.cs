using System.Globalization;
using Ao.Scm;

namespace Ao.TestSupport.Fakes;

/// <summary>The claims of a forge, which several hosts share and which outlives them.</summary>
public sealed class FakeClaims
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, WorkClaim> _claims = new(StringComparer.Ordinal);
    private int _versions;

    /// <summary>Gets the claims, in the order of their resources.</summary>
    public IReadOnlyList<WorkClaim> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _claims.Values.OrderBy(static claim => claim.Resource, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Gives who holds something.</summary>
    public WorkClaim? Find(string resource)
    {
        lock (_lock)
        {
            return _claims.GetValueOrDefault(resource);
        }
    }

    /// <summary>Claims something, or takes over exactly the claim that the request names.</summary>
    public ClaimResult Claim(ClaimRequest request)
    {
        lock (_lock)
        {
            var standing = _claims.GetValueOrDefault(request.Resource);
            if (standing is not null && standing.Key != request.Key && standing.Version != request.InsteadOf)
            {
                return new ClaimResult(false, standing);
            }

            return new ClaimResult(true, standing?.Key == request.Key ? standing : _claims[request.Resource] = new WorkClaim
            {
                Resource = request.Resource,
                Holder = request.Holder,
                Key = request.Key,
                Version = (++_versions).ToString(CultureInfo.InvariantCulture),
                At = DateTimeOffset.UnixEpoch,
                Reason = request.Reason,
            });
        }
    }

    /// <summary>Has another host take something over, or claim it.</summary>
    public void Seize(string resource, string instance, string session) =>
        Claim(new ClaimRequest { Key = new OperationKey($"{instance}/{session}/{resource}"), Source = new ProjectSource { Project = new ProjectId("shop"), Location = "/" }, Resource = resource, Holder = new ClaimHolder(instance, new SessionId(session, 1)), InsteadOf = Find(resource)?.Version, Reason = "It was left alone." });

    /// <summary>Gives a claim up, if exactly that claim stands.</summary>
    public void Release(WorkClaim claim)
    {
        lock (_lock)
        {
            if (_claims.GetValueOrDefault(claim.Resource)?.Version == claim.Version)
            {
                _claims.Remove(claim.Resource);
            }
        }
    }
}
