namespace Ao.Forks;

/// <summary>A fork that has left its ledger where this project looks, and that nobody has decided about. It is a hint: nothing of it is fetched or believed before a person adopts it with its fork id.</summary>
/// <param name="ForkId">The fork id that it goes by.</param>
/// <param name="Location">Where its ledger lies.</param>
/// <param name="Head">The newest commit of its ledger there.</param>
public sealed record ForkCandidate(string ForkId, string Location, string Head);
