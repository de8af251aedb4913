using Ao.Hosting;

namespace Ao.Core.Tests.Hosting;

/// <summary>A stage that writes down what happens to it.</summary>
internal sealed class RecordingStage(string name, int order, ICollection<string> events) : IEngineStage
{
    public int Order => order;

    public Func<CancellationToken, ValueTask> OnStart { get; init; } = static _ => ValueTask.CompletedTask;

    public Func<CancellationToken, ValueTask> OnStop { get; init; } = static _ => ValueTask.CompletedTask;

    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        events.Add($"start {name}");
        await OnStart(cancellationToken);
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        events.Add($"stop {name}");
        await OnStop(cancellationToken);
    }
}
