using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Ao.Plugins;

/// <summary>Reads manifests from metadata. No code of the plugin is loaded or run.</summary>
internal static class PluginManifestReader
{
    /// <summary>Reads what an assembly says of itself, or gives <see langword="null"/> where the file is no assembly or no plugin.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static PluginManifest? Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            using var file = new PEReader(stream);
            return file.HasMetadata ? Read(path, file.GetMetadataReader()) : null;
        }
        catch (BadImageFormatException)
        {
            // A native library, or no program at all: there may be such files beside a plugin.
            return null;
        }
    }

    private static PluginManifest? Read(string path, MetadataReader reader)
    {
        if (!reader.IsAssembly)
        {
            return null;
        }

        PluginManifest? manifest = null;
        string? contract = null;
        SemanticVersion? ownVersion = null;
        var slots = new List<PluginSlot>();
        var agentOptions = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var handle in reader.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = reader.GetCustomAttribute(handle);
            switch (NameOf(reader, attribute))
            {
                case "Ao.Plugins.AoPluginAttribute":
                    manifest = ReadPlugin(path, reader, attribute.DecodeValue(TypeNameProvider.Instance));
                    break;
                case "Ao.Plugins.AoSlotAttribute":
                    ReadSlot(attribute.DecodeValue(TypeNameProvider.Instance), slots, agentOptions);
                    break;
                case "Ao.Plugins.AoContractAttribute" when attribute.DecodeValue(TypeNameProvider.Instance).FixedArguments is [{ Value: string version }]:
                    contract = version;
                    break;
                case "System.Reflection.AssemblyInformationalVersionAttribute" when attribute.DecodeValue(TypeNameProvider.Instance).FixedArguments is [{ Value: string text }]:
                    _ = SemanticVersion.TryParse(text, out ownVersion);
                    break;
            }
        }

        return manifest is null ? null : manifest with
        {
            Slots = slots,
            ContractVersion = contract,
            Version = ownVersion,
            AgentOptions = agentOptions,
            References = [.. reader.AssemblyReferences.Select(reference => reader.GetAssemblyReference(reference).GetAssemblyName())],
        };
    }

    private static void ReadSlot(CustomAttributeValue<string> attribute, List<PluginSlot> slots, Dictionary<string, IReadOnlyList<string>> agentOptions)
    {
        if (attribute.FixedArguments is not [{ Value: int number }, { Value: string name }])
        {
            return;
        }

        slots.Add(new PluginSlot((Slot)number, name));
        if (attribute.NamedArguments.FirstOrDefault(static argument => argument.Name == nameof(AoSlotAttribute.Options)).Value is ImmutableArray<CustomAttributeTypedArgument<string>> keys)
        {
            agentOptions[name] = [.. keys.Select(static key => key.Value).OfType<string>()];
        }
    }

    private static PluginManifest? ReadPlugin(string path, MetadataReader reader, CustomAttributeValue<string> attribute)
    {
        if (attribute.FixedArguments is not [{ Value: string id }, { Value: string entry }])
        {
            return null;
        }

        var options = Named(attribute.NamedArguments, nameof(AoPluginAttribute.Options));
        return new PluginManifest
        {
            AssemblyPath = path,
            Id = id,
            Entry = entry,
            Description = Named(attribute.NamedArguments, nameof(AoPluginAttribute.Description)) is { } text ? Printable.Clean(text) : null,
            OptionKeys = options is null ? null : KeysOf(reader, options),
        };
    }

    private static string? Named(ImmutableArray<CustomAttributeNamedArgument<string>> arguments, string name) =>
        arguments.FirstOrDefault(argument => argument.Name == name).Value as string;

    private static List<string>? KeysOf(MetadataReader reader, string typeName)
    {
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            if (TypeNameProvider.Join(reader.GetString(type.Namespace), reader.GetString(type.Name)) == typeName)
            {
                return KeysOf(reader, type);
            }
        }

        return null;
    }

    private static List<string>? KeysOf(MetadataReader reader, TypeDefinition type)
    {
        List<string> keys = [.. type.GetProperties().Select(reader.GetPropertyDefinition).Where(property => IsSettable(reader, property)).Select(property => reader.GetString(property.Name))];
        switch (type.BaseType.Kind)
        {
            case HandleKind.TypeDefinition:
                var inherited = KeysOf(reader, reader.GetTypeDefinition((TypeDefinitionHandle)type.BaseType));
                return inherited is null ? null : [.. keys, .. inherited];
            case HandleKind.TypeReference when TypeNameProvider.Instance.GetTypeFromReference(reader, (TypeReferenceHandle)type.BaseType, 0) == "System.Object":
                return keys;
            default:
                // The properties of a base class elsewhere cannot be seen from here; better no list than one with gaps.
                return null;
        }
    }

    private static bool IsSettable(MetadataReader reader, PropertyDefinition property)
    {
        var accessors = property.GetAccessors();
        if (IsPublic(reader, accessors.Setter))
        {
            return true;
        }

        // A collection or a class beneath is filled in place and needs no setter.
        var signature = reader.GetBlobReader(property.Signature);
        signature.ReadSignatureHeader();
        signature.ReadCompressedInteger();
        return IsPublic(reader, accessors.Getter) && signature.ReadSignatureTypeCode() is SignatureTypeCode.TypeHandle or SignatureTypeCode.GenericTypeInstance;
    }

    private static bool IsPublic(MetadataReader reader, MethodDefinitionHandle accessor) =>
        !accessor.IsNil && (reader.GetMethodDefinition(accessor).Attributes & (MethodAttributes.MemberAccessMask | MethodAttributes.Static)) == MethodAttributes.Public;

    private static string? NameOf(MetadataReader reader, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind == HandleKind.MemberReference)
        {
            var parent = reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
            return parent.Kind == HandleKind.TypeReference ? TypeNameProvider.Instance.GetTypeFromReference(reader, (TypeReferenceHandle)parent, 0) : null;
        }

        return null;
    }
}
