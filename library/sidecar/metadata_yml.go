package sidecar

import (
	"encoding/json"

	"go.yaml.in/yaml/v3"

	"lectern/library/message"
)

// yamlToJSON returns a metadata.yml as JSON, with every value as it is written. beets reads
// such a file; its keys are those that others have in metadata.json. The error is a fault.
func yamlToJSON(content string) (string, error) {
	var doc yaml.Node
	if yaml.Unmarshal([]byte(content), &doc) != nil {
		return "", fault(message.Mark("is not valid YAML"))
	}
	if len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		return "", fault(message.Mark("contains no metadata"))
	}
	out, err := json.Marshal(valueOf(doc.Content[0]))
	if err != nil {
		return "", fault(message.Mark("contains no metadata"))
	}
	return string(out), nil
}

// valueOf returns the value of a node for JSON. An alias has none: a few bytes of aliases of
// aliases can stand for gigabytes.
func valueOf(n *yaml.Node) any {
	switch n.Kind {
	case yaml.ScalarNode:
		if n.Tag != "!!null" {
			return n.Value
		}
	case yaml.SequenceNode:
		list := make([]any, len(n.Content))
		for i, c := range n.Content {
			list[i] = valueOf(c)
		}
		return list
	case yaml.MappingNode:
		all := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			all[n.Content[i].Value] = valueOf(n.Content[i+1])
		}
		return all
	}
	return nil
}
