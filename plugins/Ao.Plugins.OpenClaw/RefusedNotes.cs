using System.Text.Json;
using Ao.Files;
using Microsoft.Extensions.Logging;

namespace Ao.Plugins.OpenClaw;

/// <summary>Keeps what was held back and then refused, one JSON line each, and says so in the log: the host counts it as told when it is held.</summary>
/// <remarks>Changed by one caller at a time.</remarks>
internal sealed partial class RefusedNotes(PluginEnvironment environment, TimeProvider timeProvider, ILogger<RefusedNotes> logger)
{
    private const long MaxBytes = 64 * 1024 * 1024;
    private readonly string _file = Path.Combine(environment.DataFolder, "undelivered.jsonl");

    /// <summary>Keeps notes; they are durable when this returns.</summary>
    public async ValueTask AddAsync(IReadOnlyList<HeldNote> notes, string reason, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        byte[] lines = [.. notes.SelectMany(note => JsonSerializer.SerializeToUtf8Bytes(new RefusedNote(now, reason, note), OpenClawJson.Default.RefusedNote).Append((byte)'\n'))];
        try
        {
            if (File.Exists(_file) && new FileInfo(_file).Length > MaxBytes)
            {
                File.Move(_file, $"{_file}.1", overwrite: true);
            }

            await DurableFile.AppendAsync(_file, lines, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TransientException($"What the OpenClaw gateway has refused cannot be kept in '{_file}': {exception.Message}", innerException: exception);
        }

        LogRefused(logger, notes.Count, reason, _file);
    }

    /// <summary>Says what a person should know: that something is kept, and where.</summary>
    /// <returns>The finding, or <see langword="null"/> where nothing is kept.</returns>
    public SelfCheckFinding? Find() => File.Exists(_file)
        ? new SelfCheckFinding(SelfCheckLevel.Warn, $"The OpenClaw gateway has refused notifications that were held back. They are kept in '{_file}'.", "Read them, put right what it refused them for, and move the file away.")
        : null;

    [LoggerMessage(1, LogLevel.Error, "{Count} notifications that were held back were not told: {Reason} They are kept in {File}.")]
    private static partial void LogRefused(ILogger logger, int count, string reason, string file);
}
