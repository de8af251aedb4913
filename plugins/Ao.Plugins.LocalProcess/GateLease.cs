namespace Ao.Plugins.LocalProcess;

/// <summary>Leaves a gate when disposed.</summary>
internal sealed class GateLease(SemaphoreSlim gate) : IDisposable
{
    public void Dispose() => gate.Release();
}
