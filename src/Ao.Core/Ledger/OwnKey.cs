using Ao.Ledger.Protocol;

namespace Ao.Ledger;

/// <summary>The key of an own ledger.</summary>
/// <param name="ForkId">The publisher, whose id stays when the key is changed.</param>
/// <param name="Signer">The key.</param>
internal sealed record OwnKey(string ForkId, LedgerSigner Signer)
{
    /// <summary>Gets what others may see of it.</summary>
    public ForkKey Public => new() { ForkId = ForkId, PublicKey = Signer.Key.Info, AllowedSigner = Signer.Key.AllowedSigner(ForkId) };
}
