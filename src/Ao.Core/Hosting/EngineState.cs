namespace Ao.Hosting;

/// <summary>How far an orchestrator has come.</summary>
internal enum EngineState
{
    Created,
    Starting,
    Running,
    Failed,
    Stopping,
    Stopped,
}
