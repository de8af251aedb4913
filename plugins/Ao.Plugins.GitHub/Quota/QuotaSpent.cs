namespace Ao.Plugins.GitHub.Quota;

/// <summary>What was called in one second, in the points of the secondary limits.</summary>
internal readonly record struct QuotaSpent(long Second, int Rest, int GraphQl);
