namespace Ao.Consents;

/// <summary>The hash-chained trail of all requests, answers and uses of consent.</summary>
public interface IConsentAudit
{
    /// <summary>Verifies the chain from its first entry to its newest.</summary>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>Whether it is whole, and the first entry that is not.</returns>
    ValueTask<AuditVerification> VerifyAsync(CancellationToken cancellationToken = default);
}
