using System.Text.Json;
using Ao.Files;
using Microsoft.Extensions.Logging;

namespace Ao.Plugins.Webhook;

/// <summary>Keeps what could not be delivered, one JSON line each, and says so in the log.</summary>
internal sealed partial class DeadLetters(PluginEnvironment environment, TimeProvider timeProvider, ILogger<DeadLetters> logger) : IDisposable
{
    private const long MaxBytes = 64 * 1024 * 1024;
    private readonly SemaphoreSlim _turn = new(1, 1);

    public string File { get; } = Path.Combine(environment.DataFolder, "dead-letters.jsonl");

    public async ValueTask AddAsync(string target, string reason, WebhookMessage? message, CancellationToken cancellationToken)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(new DeadLetter(timeProvider.GetUtcNow(), target, reason, message), WebhookJson.Default.DeadLetter), (byte)'\n'];
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (System.IO.File.Exists(File) && new FileInfo(File).Length > MaxBytes)
            {
                System.IO.File.Move(File, $"{File}.1", overwrite: true);
            }

            await DurableFile.AppendAsync(File, line, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }

        LogDead(logger, message?.Key.Value, target, reason, File);
    }

    public void Dispose() => _turn.Dispose();

    [LoggerMessage(1, LogLevel.Error, "The notification {Key} was not delivered to the webhook target {Target}: {Reason}. It is kept in {File}.")]
    private static partial void LogDead(ILogger logger, string? key, string target, string reason, string file);
}
