using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ao.AspNetCore.AgentTools;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Ao.McpBridge;

/// <summary>The agent's end: one message a line. What was asked before the agent closed its end is still answered.</summary>
internal sealed class AgentChannel(Stream input, Stream output) : IDisposable
{
    /// <summary>The longest line. The host takes less; this only bounds the memory.</summary>
    private const int MaxLine = 16 * 1024 * 1024;
    private const int BufferSize = 64 * 1024;

    private static readonly JsonTypeInfo<JsonRpcMessage> s_message = (JsonTypeInfo<JsonRpcMessage>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage));
    private static readonly byte[] s_unreadable = """{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"The line is no message."}}"""u8.ToArray();
    private readonly SemaphoreSlim _writing = new(1, 1);

    /// <summary>Reads messages until the agent closes its end. A line that is none is answered with an error.</summary>
    /// <exception cref="BridgeException">A line is too long.</exception>
    public async IAsyncEnumerable<JsonRpcMessage> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(input, new StreamPipeReaderOptions(bufferSize: BufferSize));
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                var line = rest.Slice(0, end);
                rest = rest.Slice(rest.GetPosition(1, end));
                if (await ParseAsync(line, cancellationToken).ConfigureAwait(false) is { } message)
                {
                    yield return message;
                }
            }

            if (rest.Length > MaxLine)
            {
                throw new BridgeException($"The agent has sent a message of more than {MaxLine / 1024 / 1024} MiB.");
            }

            reader.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
            {
                yield break;
            }
        }
    }

    public Task WriteAsync(JsonRpcMessage message, CancellationToken cancellationToken) =>
        WriteLineAsync(JsonSerializer.SerializeToUtf8Bytes(message, s_message), cancellationToken);

    public void Dispose() => _writing.Dispose();

    private async ValueTask<JsonRpcMessage?> ParseAsync(ReadOnlySequence<byte> line, CancellationToken cancellationToken)
    {
        if (IsBlank(line))
        {
            return null;
        }

        if (MessageUnicode.Refuse(line.ToArray()) is { } answer)
        {
            await WriteLineAsync(answer, cancellationToken).ConfigureAwait(false);
            return null;
        }

        try
        {
            return Parse(line);
        }
        catch (JsonException)
        {
            await WriteLineAsync(s_unreadable, cancellationToken).ConfigureAwait(false);
            return null;
        }
    }

    private static JsonRpcMessage? Parse(ReadOnlySequence<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        return JsonSerializer.Deserialize(ref reader, s_message);
    }

    private static bool IsBlank(ReadOnlySequence<byte> line) => line.Length == 0 || (line.Length == 1 && line.FirstSpan[0] == (byte)'\r');

    private async Task WriteLineAsync(byte[] line, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await output.WriteAsync(line, cancellationToken).ConfigureAwait(false);
            await output.WriteAsync("\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
            await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }
}
