using Ao.Git.Trees;

namespace Ao.Git.Histories;

/// <summary>What reading the histories and files of forks is made of.</summary>
internal sealed record HistoryParts(ForkFetching Fetching, ForkReading Reading, SourceTrees Trees, Upstreamables Upstreamables);
