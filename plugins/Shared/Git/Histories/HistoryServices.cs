using Ao.Git.Trees;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Git.Histories;

/// <summary>Registers what reading the histories and files of forks is made of.</summary>
internal static class HistoryServices
{
    public static IServiceCollection AddGitHistories(this IServiceCollection services) => services
        .AddSingleton<ForkPlaces>()
        .AddSingleton<SourceBranches>()
        .AddSingleton<ForkFetching>()
        .AddSingleton<ForkReading>()
        .AddSingleton<SourceTrees>()
        .AddSingleton<Upstreamables>()
        .AddSingleton<HistoryParts>();
}
