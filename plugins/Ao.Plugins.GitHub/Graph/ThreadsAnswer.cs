namespace Ao.Plugins.GitHub.Graph;

/// <summary>A page of threads.</summary>
internal sealed record ThreadsAnswer
{
    public ThreadsRepository? Repository { get; init; }
}
